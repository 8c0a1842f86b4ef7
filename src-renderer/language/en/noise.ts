/** What was removed from a slice, in figures. */
export const noise = {
  afterDenoising: 'Noise before and after: after denoising.',
  table: 'Noise before and after',
  sdIn: (unit: string) => `SD, ${unit}`,
  before: 'Before',
  after: 'After',
  change: 'Change',
  flatTissue: 'Flat tissue',
  flatTissueIs:
    'Median standard deviation in the flattest squares of 9 × 9 pixels of soft tissue in this slice: the same squares before and after.',
  tooLittle: 'too little of it here',
  unmeasurable: 'can’t be measured here',
  measuring: 'measuring…',
  bodyShift: 'Mean shift, body',
  bodyShiftIs: 'How much brighter or darker the body became on average, by denoising at the strength of the dial',
  shiftOf: (region: string) => `Mean shift, ${region}`,
  chooseArea: 'Measure an area and choose it for its own figures.',

  removed: 'What was removed',
  nothingRemoved: 'Nothing was removed in a body here.',
  histogram: (sd: string) => `How often how much was removed, against a normal curve of the same SD of ${sd}`,
  histogramCaption: (unit: string, sd: string) =>
    `Share of the body’s pixels in %, by ${unit} removed; SD ${sd}. Dashed: a normal curve of that SD.`,
  spectrum: (peak: string, length: string) => `Noise power of what was removed, by frequency; highest at ${peak} per ${length}`,
  spectrumCaption: (powerUnit: string, length: string, peak: string, mean: string, sd: string) =>
    `Noise power in ${powerUnit}, by frequency in 1/${length}: peak ${peak}, mean ${mean}. Its integral is an SD of ${sd}.`,

  looksLikeAnatomy: 'The removed part looks like anatomy.',
  followsEdges:
    'It follows edges of the picture, ringed there: detail may be lost. Look at the original there, or take less strength or another model.',
  places: 'Where the removed part looks like anatomy',
  place: (number: number) => `Place ${number}`,
  removedAt: (number: number, removed: string) => `Place ${number}: ${removed} removed`,
  correlation: (correlation: string) => `Correlation of the removed part with the edges ${correlation}`,
};
