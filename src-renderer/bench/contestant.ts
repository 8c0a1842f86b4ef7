/** A series in memory: whole HU, 512 x 512 or whatever `side` is. */
export interface BenchSeries {
  readonly side: number;
  readonly slices: readonly Int16Array[];
}

/** One viewer with the series open, in an element that has its size. */
export interface Contestant {
  /** Each asks for one frame and resolves once it is drawn. */
  scrollTo(slice: number): Promise<void>;
  window(centerHu: number, widthHu: number): Promise<void>;
  close(): void;
}
export type Open = (element: HTMLDivElement, series: BenchSeries) => Promise<Contestant>;

/** Resolves once cornerstone-core, which draws ours too, has drawn into the element. */
export const drawnBy = (element: HTMLElement): Promise<void> =>
  new Promise((resolve) => element.addEventListener('cornerstoneimagerendered', () => resolve(), { once: true }));
