/** The dicom room's edge: bytes -> attributes and HU, derived images -> bytes. Pure. */
export { encapsulated } from './codecs/encapsulate';
export { encodeFrame, type FrameLayout, type LosslessSyntax, losslessSyntaxes } from './codecs/encode';
export { decodable } from './codecs/table';
export * from './decode';
export type { Acquisition, Repetition } from './acquisition';
export type { FrameGeometry, FrameHeader } from './frames';
export * from './geometry';
export * from './header';
export { extent, type HuImage } from './hounsfield';
export type { PaddingRange, PixelData, PixelLayout } from './layout';
export type { Modality } from './modality';
export { needsMore } from './open';
export { storedBytes, type StoredValues } from './stored';
export type { TransferSyntax } from './transfer-syntax';
export { isFileSet, readFileSet, type FileReference } from './dicomdir';
export { inflateBeginning, inflateRaw } from './inflate';
export { anonymiserOf, type Anonymiser } from './write/deidentify/anonymiser';
export { listTags, readTag } from './tags/tags';
export {
  type Denoising,
  derivedSeriesUid,
  type Derivation,
  type DoseSimulation,
  isDoseSimulation,
  type SourceSeries,
} from './write/derivation';
export { deriveInstance, type DerivedImage } from './write/derive';
export type { WrittenSyntax } from './write/pixels';
export { openSource, type SourceImage } from './write/source';
export { writeSyntheticCt, type SyntheticCt } from './write/synthetic-ct';
export { uidFrom } from './write/uid';
