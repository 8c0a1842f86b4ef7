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
  use: 'Use',
  card: 'Card',
  hideCard: 'Hide the card',
  readingCard: 'Reading the card…',
  remove: 'Remove',
  removeForGood: 'Remove for good?',
  keep: 'Keep',
};
