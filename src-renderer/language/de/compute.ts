import type { Words } from '../words';

export const compute: Words['compute'] = {
  what: 'Womit das Netz gerechnet wird. Alle rechnen dasselbe Netz; sie unterscheiden sich in der Geschwindigkeit.',
  computesOn: (backend, why) => `Rechnet mit ${backend}: ${why}`,
  computesOnChosen: (backend, automatic, why) =>
    `Rechnet mit ${backend}, wie unten gewählt. Automatisch wäre es ${automatic}: ${why}`,
  columns: { use: 'Wahl', backend: 'Backend', device: 'Gerät', speed: 'Geschwindigkeit', state: 'Zustand' },
  takesFastest: 'Nimmt das schnellste, das hier funktioniert.',
  measureAgain: 'Erneut messen',
  measuring: 'Dieser Computer wird gemessen …',
};
