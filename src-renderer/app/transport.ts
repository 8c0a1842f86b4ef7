/** Whether main can be spoken to. `lost`: it was, and we are trying again. */
export type ConnectionState = 'connecting' | 'connected' | 'lost';

/** What carries calls and events between the page and main. Nothing it hands over has been checked yet. */
export interface Transport {
  /** Resolves to what should be an Outcome, also when the connection drops; never rejects. */
  call(name: string, request: unknown): Promise<unknown>;
  /** The listener gets what should be an EventMessage. Returns how to stop listening. */
  onEvent(listener: (message: unknown) => void): () => void;
  onState(listener: (state: ConnectionState) => void): () => void;
  /** A grant for files dropped on the window, where the transport can give one without reading them. */
  readonly grantFiles: ((files: readonly File[]) => Promise<string>) | null;
}
