/**
 * Parts of sentences, as they stand in English: a reason in brackets, one entry of a list. `{0}`, `{1}` are places for values. A language
 * has one of its own for each.
 */
export const phrases = [
  // Why a file is damaged.
  'it ends within an attribute',
  'its attributes come to no end',
  'its first attribute is not readable',
  'it breaks off before its first attribute',
  'its pixels are packed as if compressed, and it says they are plain',
  '{0} of {1} bytes are there',
  'something else lies between its pieces',
  'a piece of it is cut off',
  'its table of contents is missing',
  'its table of contents is cut off',
  'its table of contents is not readable',
  'an entry does not unpack to the size that is stated',
  // Why a compressed image is damaged.
  'it does not begin as JPEG does',
  'it does not begin as JPEG 2000 does',
  'it is cut off',
  'a part of it is cut off',
  'its header is missing',
  'its header is cut off',
  'its parts do not follow one another',
  'one of its scans names what is not there',
  'it holds no picture',
  'it is another kind of JPEG than its header says',
  'its picture breaks off',
  'its segments lie outside of it',
  'it has {0} segments instead of {1}',
  'it holds {0} × {1} pixels and its header says {2} × {3}',
  'it has {0} values a pixel and its header says {1}',
  'it has {0} bits a pixel and its header has room for {1}',
  '{0} of {1} bytes came out of it',
  '{0} of {1} values came out of it',
  // How large a file is.
  'it unpacks to more than {0} MB',
  'it says that its image unpacks to {0} MB',
  'it is larger than 2 GB',
  // What a pixel holds.
  'floating-point pixels',
  '{0} bits a pixel',
  '{0} bits a colour',
  '{0} of {1} bits a pixel',
  // What a DICOM file is that is no image.
  'a structured report',
  'a presentation state',
  'a list of key images',
  'a set of radiotherapy structures',
  'a radiotherapy plan',
  'a radiotherapy record',
  'a spatial registration',
  'a document',
  'an electrocardiogram',
  'an audio recording',
  // What images of a series differ in, and what tells images of one place apart.
  'orientation',
  'patient',
  'modality',
  'kind of image',
  'number of pixels',
  'pixel size',
  'having a position at all',
  'colour',
  'frame of reference',
  'reconstruction kernel',
  'tube voltage',
  'unit of their numbers',
  'acquisition number {0}',
  'stack {0}',
  'temporal position {0}',
  'trigger time {0}',
  'cardiac phase {0}',
  'time {0}',
  'order of image numbers',
  // What the numbers of a series are where they are no Hounsfield units.
  'brightness',
  'stored values',
  'unspecified',
  // Why a model cannot be used.
  'its model.json says something Tacet does not know ({0})',
  'its model.json is not readable ({0})',
  'its weights are missing',
  'its weights are not the ones that it was made with',
  'its weights do not fit its architecture',
  'it is too short',
  'its header does not fit',
  'its header is not readable',
  '"{0}" lies outside the file',
  // What a residual block of the article does, and how its best case stands beside a Gaussian blur.
  'add',
  'multiply',
  'multiply-add',
  '{0} dB better than a Gaussian blur',
  '{0} dB worse than a Gaussian blur',
  // How a case of the article was trained, and on what.
  'as written',
  'mended',
  "Tacet's chest phantom",
  'a CT series of this machine',
  // Which settings could not be read, as the page calls them.
  'what computes',
  'the model',
  'the colours',
  'the size of text',
  'the language',
  'the text on images',
  'the memory for images',
  'keys and mouse',
  'how a series plays',
  // What a fine-tuning made worse.
  'its error on painted bodies rose by {0} %, from {1} to {2} HU',
  'its error on painted heads rose by {0} %, from {1} to {2} HU',
  'faint discs keep {1} % of their contrast, before {0} %',
  'it takes edges for noise (what it takes away correlates with edges by {1}, before by {0})',
  'it shifts soft tissue of the series by {0} HU',
  'its error against the slices beside or at the other dose rose by {0} %, from {1} to {2} HU',
  // What a fine-tuning made better.
  'its error on painted bodies fell from {0} to {1} HU',
  'its error on painted heads fell from {0} to {1} HU',
  'faint discs keep {1} % of their contrast, with its base {0} %',
  'it leaves {1} % of the noise in flat tissue, its base {0} %',
  'its error against the slices beside or at the other dose fell from {0} to {1} HU',
] as const;

export type OwnPhrase = (typeof phrases)[number];
/**
 * A phrase of ours with its values; what a system or a library said, which every language quotes as it stands; or a whole sentence as the reason
 * within another, which the page has said in its language before (`in-words.ts`).
 */
export type Phrase = string | readonly [words: OwnPhrase, ...values: (string | number)[]] | { readonly message: string };

/** A phrase in the language of `own`; in English where that is left out. */
export function phrased(phrase: Phrase, own?: Readonly<Record<OwnPhrase, string>>): string {
  if (typeof phrase === 'string') return phrase;
  if ('message' in phrase) return phrase.message;
  const [words, ...values] = phrase;
  return (own?.[words] ?? words).replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)]));
}
