/** The study room's edge: sources -> studies, series, slices. */
export type * from './series';
