/** The study room's edge: sources -> studies, series, slices. */
export * from './reader';
export type * from './series';
export { thumbnailOf, type Thumbnail } from './thumbnail';
