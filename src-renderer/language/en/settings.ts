/** The pane of settings and what all of its pages share. */
export const settings = {
  settings: 'Settings',
  pagesOfSettings: 'Pages of the settings',
  pages: {
    'fine-tuning': 'Fine-tuning',
    models: 'Models',
    compute: 'Compute',
    appearance: 'Appearance and memory',
    controls: 'Keys and mouse',
    cases: 'The 2018 experiment',
  },
  close: 'Close the settings',
};
