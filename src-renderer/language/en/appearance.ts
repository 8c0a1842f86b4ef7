/** The page of settings about how the window looks. */
export const appearance = {
  language: 'Language',
  languageNote: 'Of the window. What Tacet says about a file that it can’t open, and the files themselves, are in English.',
  likeTheSystem: 'As the system’s',
  theme: 'Theme',
  themeNote: 'Of the window around the images. The images, and what is written on them, are the same in every theme.',
  themes: { dark: 'Dark', light: 'Light', 'high-contrast': 'High contrast' },
  themesAreFor: { dark: 'for a reading room', light: 'for a bright office', 'high-contrast': 'for eyes that need it' },
  textSize: 'Size of the text',
  textSizes: { normal: 'Normal', large: 'Large', 'very-large': 'Very large' },
  memory: 'Memory',
  memoryNote:
    'Slices that were read, and the noise found in them, are kept so that scrolling back is immediate. What was used longest ago goes first; it is read again when you come back to it.',
  keepAtMost: 'Keep at most',
  memoryOfSlices: 'A slice of 512 × 512 takes half a MiB, its noise one.',
};
