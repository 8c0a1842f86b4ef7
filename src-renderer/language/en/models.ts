/** The page of settings about the networks at hand. */
export const models = {
  what: 'The networks at hand. The one in use is what the denoising panel begins with.',
  inUse: 'in use',
  /** `count` with its power of ten: `68.4 k`. */
  parameters: (count: string) => `${count} parameters`,
  cost: (gmac: string) => `${gmac} GMAC a slice`,
  comesWithTacet: 'comes with Tacet',
  fineTunedFrom: (base: string) => `fine-tuned here from ${base}`,
  addedHere: 'added here',
  /** Of a network of 2018, which is kept to be looked at. */
  history: 'history',
  historyTitle: (title: string) => `${title} (history)`,
  fromExperiment: 'from the 2018 experiment',
  use: 'Use',
  card: 'Card',
  hideCard: 'Hide the card',
  /** Said above a card, which is a document in English; nothing in English. */
  cardInEnglish: '',
  readingCard: 'Reading the card…',
  remove: 'Remove',
  removeForGood: 'Remove for good?',
  keep: 'Keep',
};
