import { counted } from '../../app/wording';

const bytes = (length: number) => counted(length, 'byte');

/** The attributes of an image, as its file has them. */
export const tags = {
  title: (slice: number) => `Attributes of slice ${slice}`,
  attributes: 'Attributes',
  copyAll: 'Copy all rows as text',
  close: 'Close (Escape)',
  searchFor: 'Tag, name or value',
  search: 'Search the attributes',
  rows: (count: number) => counted(count, 'row'),
  differ: (count: number) => (count === 1 ? '1 differs' : `${count} differ`),
  fold: 'Fold',
  unfold: 'Unfold',
  /** On buttons, whose tips say the rest. */
  allFolded: 'Fold',
  allUnfolded: 'Unfold',
  foldAll: 'Fold every sequence',
  unfoldAll: 'Unfold every sequence',
  noneDiffers: 'The two images do not differ.',
  noneFound: 'Nothing holds these words.',

  item: (number: number) => `Item ${number}`,
  privateOf: (creator: string) => (creator === '' ? 'Private' : `Private: ${creator}`),
  unknown: 'Not in the dictionary',
  isRetired: (name: string) => `${name} (retired)`,
  length: (length: number | null) => (length === null ? 'length left open' : bytes(length)),
  items: (count: number) => counted(count, 'item'),
  /** What the sign before a row means. */
  differences: {
    none: '',
    same: '',
    changed: 'The values differ.',
    here: 'Only this image has it.',
    there: 'Only the other image has it.',
  },

  compareWith: 'Compare with',
  nothing: 'nothing',
  sliceOfThisSeries: 'slice of this series',
  samePlaceIn: 'The same place in',
  series: (number: number) => `Series ${number}`,
  unnumberedSeries: 'Series',
  sliceToCompare: 'Slice to compare with',
  slice: (number: number) => `slice ${number}`,
  onlyDifferences: 'Only differences',

  selected: 'Selected attribute',
  selectOne: 'Select a row to read its whole value.',
  of: (creator: string) => `of ${creator}`,
  retired: 'retired',
  copyRow: 'Copy row',
  copyRowTip: 'Copy tag, name and value (Ctrl C in the list)',
  copyValue: 'Copy value',
  copyWhole: 'Copy whole',
  copyTips: { here: 'Copy the value of this image', there: 'Copy the value of the other image' },
  notCopied: 'The clipboard could not be written.',
};
