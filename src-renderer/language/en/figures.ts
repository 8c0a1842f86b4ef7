const quantities = {
  length: 'Length',
  longAxis: 'Long axis',
  shortAxis: 'Short axis',
  angle: 'Angle',
  area: 'Area',
  width: 'Width',
  height: 'Height',
};

/** What a measurement comes to: of its shape, and of the pixels in it. */
export const figures = {
  quantities,
  atDetector: (figure: string) => `${figure} at the detector`,
  crossesItself: 'none: the line crosses itself',
  statistics: { mean: 'Mean', sd: 'SD', min: 'Min', max: 'Max', value: 'Value' },
  pixels: 'Pixels',
  pixelsCounted: 'Pixels whose centres lie inside, or that the line crosses; no padding',
  noPixel: 'no pixel to measure',
  original: 'Original',
  denoised: 'Denoised',
  atStrength: (strength: string) => `At a strength of ${strength}`,
  change: 'Change',

  contrastToNoise: 'Contrast to noise',
  bothRegions: (one: string, other: string) => `${one} and ${other}`,
  inOriginal: (ratio: string) => `${ratio} original`,
  whenDenoised: (ratio: string, strength: string) => `${ratio} at ${strength}`,

  report: {
    /** `figures` is empty where there are none. */
    measurement: (name: string, place: string, figures: string) =>
      figures === '' ? `${name} (${place})` : `${name} (${place}): ${figures}`,
    quantity: (quantity: keyof typeof quantities, figure: string) => `${quantities[quantity].toLowerCase()} ${figure}`,
    pixels: (count: number) => `${count} pixels`,
    compared: (statistic: string, original: string, denoised: string, difference: string) =>
      `${statistic} ${original}, denoised ${denoised} (${difference})`,
    denoisedBy: (model: string) => `Denoised by ${model}. Not for diagnostic use.`,
    notForDiagnosis: 'Not for diagnostic use.',
  },
};
