/** A type of our own, so that nothing but a series of this page can be dropped on a cell. */
const type = 'application/x-tacet-series';

export function carrySeries(event: DragEvent, seriesId: string): void {
  event.dataTransfer?.setData(type, seriesId);
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copy';
}

/** While something is held over the page only its type is told, not what it is. */
export const carriesSeries = (event: DragEvent): boolean => event.dataTransfer?.types.includes(type) ?? false;

/** The series that was dropped, by its id. */
export const carriedSeries = (event: DragEvent): string => event.dataTransfer?.getData(type) ?? '';
