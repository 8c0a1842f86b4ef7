import type { Words } from '../words';

const quantities: Words['figures']['quantities'] = {
  length: 'Länge',
  longAxis: 'Längsachse',
  shortAxis: 'Querachse',
  angle: 'Winkel',
  area: 'Fläche',
  width: 'Breite',
  height: 'Höhe',
};

export const figures: Words['figures'] = {
  quantities,
  atDetector: (figure) => `${figure} am Detektor`,
  crossesItself: 'keine: Die Linie kreuzt sich',
  statistics: { mean: 'Mittelwert', sd: 'SD', min: 'Min', max: 'Max', value: 'Wert' },
  pixels: 'Pixel',
  pixelsCounted: 'Pixel, deren Mitte innerhalb liegt oder die die Linie kreuzt; ohne Füllwerte',
  noPixel: 'kein Pixel zu messen',
  original: 'Original',
  denoised: 'Entrauscht',
  atStrength: (strength) => `Bei einer Stärke von ${strength}`,
  change: 'Änderung',

  contrastToNoise: 'Kontrast-Rausch-Verhältnis',
  bothRegions: (one, other) => `${one} und ${other}`,
  inOriginal: (ratio) => `${ratio} im Original`,
  whenDenoised: (ratio, strength) => `${ratio} bei ${strength}`,

  report: {
    measurement: (name, place, figures) => (figures === '' ? `${name} (${place})` : `${name} (${place}): ${figures}`),
    quantity: (quantity, figure) => `${quantities[quantity]} ${figure}`,
    pixels: (count) => `${count} Pixel`,
    compared: (statistic, original, denoised, difference) => `${statistic} ${original}, entrauscht ${denoised} (${difference})`,
    denoisedBy: (model) => `Entrauscht mit ${model}. Nicht für diagnostische Zwecke.`,
    notForDiagnosis: 'Nicht für diagnostische Zwecke.',
  },
};
