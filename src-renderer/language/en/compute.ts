/** The page of settings about what computes the network. */
export const compute = {
  what: 'What the network is computed with. All of them compute the same network; they differ in speed.',
  computesOn: (backend: string, why: string) => `Computes on ${backend}: ${why}`,
  computesOnChosen: (backend: string, automatic: string, why: string) =>
    `Computes on ${backend}, as chosen below. Automatic would be ${automatic}: ${why}`,
  columns: { use: 'Use', backend: 'Backend', device: 'Device', speed: 'Speed', state: 'State' },
  takesFastest: 'Takes the fastest that works here.',
  measureAgain: 'Measure again',
  measuring: 'Measuring this computer…',
};
