/** The package's own types are hidden by its `exports`. */
declare module 'event-target-shim' {
  export const Event: typeof globalThis.Event;
  export const EventTarget: typeof globalThis.EventTarget;
}
