/** What the benchmark uses of a peer that `npm run peers` fetches and the checkout does without. */
declare module 'cornerstone3d' {
  interface StackViewport {
    setStack(imageIds: readonly string[], current: number): Promise<string>;
    setImageIdIndex(index: number): Promise<string>;
    setProperties(properties: { readonly voiRange: { readonly lower: number; readonly upper: number } }): void;
    render(): void;
  }
  export function init(): unknown;
  export const Enums: {
    readonly ViewportType: { readonly STACK: string };
    readonly Events: { readonly IMAGE_RENDERED: string };
  };
  export const imageLoader: {
    registerImageLoader(scheme: string, load: (imageId: string) => { readonly promise: Promise<unknown> }): void;
  };
  export const metaData: { addProvider(provider: (type: string, imageId: string) => unknown): void };
  export const utilities: { readonly VoxelManager: { createImageVoxelManager(of: object): unknown } };
  export class RenderingEngine {
    constructor(id: string);
    enableElement(viewport: { readonly viewportId: string; readonly type: string; readonly element: HTMLDivElement }): void;
    getViewport(id: string): StackViewport;
    destroy(): void;
  }
}
