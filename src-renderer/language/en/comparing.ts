/** How the original is compared with the denoised picture, and what is said of the pixels. */
export const comparing = {
  compare: 'Compare',
  modes: {
    original: 'Original',
    denoised: 'Denoised',
    'side-by-side': 'Side by side',
    swipe: 'Swipe',
    flicker: 'Flicker',
    blend: 'Blend',
    difference: 'Difference',
  },
  modeTip: (mode: string, key: string, nextKey: string, holdKey: string) =>
    `${mode} (${key}; ${nextKey}: next view; hold ${holdKey}: original)`,
  denoiseFirst: 'Denoise the series first',

  /** What a picture is of. */
  sides: { original: 'Original', denoised: 'Denoised', removed: 'Removed noise' },
  badges: {
    original: 'Original',
    notDenoised: 'Original · not denoised yet',
    loading: 'Original · denoised slice is loading',
    removed: (model: string, strength: string) => `Removed noise · ${model} · ${strength} — not for diagnostic use`,
    noStrength: 'Original pixels · strength 0 %',
    denoised: (model: string, strength: string) => `Denoised · ${model} · ${strength} — not for diagnostic use`,
  },

  edge: 'Edge',
  edgeAt: (share: string) => `${share} original`,
  edgeBetween: 'Edge between the original and the denoised picture',
  edgeTip: 'Drag, or left and right arrow; double click: middle',
  swipeHint: (lessKey: string, moreKey: string) =>
    `Left of the edge the original, right of it the denoised picture. Keys: ${lessKey} and ${moreKey}.`,
  blend: 'Blend',
  blendAt: (share: string) => `${share} denoised`,
  blendHint: (shown: string, strength: string, lessKey: string, moreKey: string) =>
    `Shown at ${shown}. A blend looks just as a lower strength does; figures and export stay at the dial’s ${strength}. Keys: ${lessKey} and ${moreKey}.`,
  rate: (pictures: number) => `${pictures} a second`,
  pictures: 'pictures',
  flicker: 'Flicker',
  stop: 'Stop',
  flickerHint: (stopKey: string, lessKey: string, moreKey: string) =>
    `Original and denoised by turns. Keys: ${stopKey} stops, ${lessKey} and ${moreKey} for the pace.`,

  coloursEnd: 'Colours end at',
  automatic: (range: string) => `automatic, ${range}`,
  colourOver: 'Colour over the picture',
  colours: (rangeHu: number) => `Colours of the removed noise, from minus ${rangeHu} to plus ${rangeHu} HU`,
  removed: 'removed',
};
