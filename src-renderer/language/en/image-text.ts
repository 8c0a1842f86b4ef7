/** What is written in the corners of an image. */
export const imageText = {
  noName: 'No name',
  patientId: (id: string) => `ID ${id}`,
  series: (number: number) => `Series ${number}`,
  slice: (number: number, total: number) => `Slice ${number} of ${total}`,
  thickness: (mm: string) => `thickness\u00a0${mm}\u00a0mm`,
  kernel: (kernel: string) => `Kernel ${kernel}`,
  zoom: (zoom: string) => `Zoom ${zoom}`,
  /** By quarters to the right. */
  turns: {
    'as-stored': ['', 'turned right', 'turned upside down', 'turned left'],
    mirrored: ['mirrored', 'mirrored, turned right', 'mirrored, turned upside down', 'mirrored, turned left'],
  },

  colour: 'Colour',
  inverted: 'inverted',
  curves: { LINEAR: '', LINEAR_EXACT: 'exact', SIGMOID: 'sigmoid' },
  table: (name: string) => `Table ${name}`,
  /** A table without a name. */
  tableOfImage: 'of the image',

  removed: (value: string) => `removed ${value}`,
  pixel: (column: number, row: number) => `column ${column}  row ${row}`,
};
