import type { Words } from '../words';

export const comparing: Words['comparing'] = {
  compare: 'Vergleichen',
  modes: {
    original: 'Original',
    denoised: 'Entrauscht',
    'side-by-side': 'Nebeneinander',
    swipe: 'Wischen',
    flicker: 'Wechselbild',
    blend: 'Überblenden',
    difference: 'Differenz',
  },
  modeTip: (mode, key, nextKey, holdKey) => `${mode} (${key}; ${nextKey}: nächste Ansicht; ${holdKey} halten: Original)`,
  denoiseFirst: 'Zuerst die Serie entrauschen',

  sides: { original: 'Original', denoised: 'Entrauscht', removed: 'Entferntes Rauschen' },
  badges: {
    original: 'Original',
    notDenoised: 'Original · noch nicht entrauscht',
    loading: 'Original · entrauschte Schicht wird geladen',
    removed: (model, strength) => `Entferntes Rauschen · ${model} · ${strength} — nicht für diagnostische Zwecke`,
    noStrength: 'Originalpixel · Stärke 0 %',
    denoised: (model, strength) => `Entrauscht · ${model} · ${strength} — nicht für diagnostische Zwecke`,
  },

  edge: 'Kante',
  edgeAt: (share) => `${share} Original`,
  edgeBetween: 'Kante zwischen dem Original und dem entrauschten Bild',
  edgeTip: 'Ziehen oder Pfeil links und rechts; Doppelklick: Mitte',
  swipeHint: (lessKey, moreKey) =>
    `Links der Kante das Original, rechts davon das entrauschte Bild. Tasten: ${lessKey} und ${moreKey}.`,
  blend: 'Überblendung',
  blendAt: (share) => `${share} entrauscht`,
  blendHint: (shown, strength, lessKey, moreKey) =>
    `Gezeigt mit ${shown}. Eine Überblendung sieht genau so aus wie eine geringere Stärke; Messwerte und Export bleiben bei den eingestellten ${strength}. Tasten: ${lessKey} und ${moreKey}.`,
  rate: (pictures) => `${pictures} je Sekunde`,
  pictures: 'Bilder',
  flicker: 'Wechseln',
  stop: 'Anhalten',
  flickerHint: (stopKey, lessKey, moreKey) =>
    `Original und entrauscht im Wechsel. Tasten: ${stopKey} hält an, ${lessKey} und ${moreKey} für das Tempo.`,

  coloursEnd: 'Farben bis',
  automatic: (range) => `automatisch, ${range}`,
  colourOver: 'Farbe über dem Bild',
  colours: (rangeHu) => `Farben des entfernten Rauschens, von minus ${rangeHu} bis plus ${rangeHu} HU`,
  removed: 'entfernt',
};
