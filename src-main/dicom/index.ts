/** The dicom room's edge: bytes -> attributes and HU, derived images -> bytes. Pure. */
export * from './decode';
export type { Acquisition, Repetition } from './acquisition';
export type { FrameGeometry, FrameHeader, ProposedWindow } from './frames';
export * from './geometry';
export * from './header';
export { extent, type HuImage } from './hounsfield';
export type { PaddingRange, PixelData, PixelLayout } from './layout';
export type { Modality } from './modality';
export { needsMore } from './open';
export { storedBytes, type StoredValues } from './stored';
export type { TransferSyntax } from './transfer-syntax';
export type { HeaderWarning } from './warning';
export { readFileSet, type FileReference } from './dicomdir';
export { inflateBeginning, inflateRaw } from './inflate';
export { deriveInstance, derivedSeriesUid, type Derivation } from './write/derive';
export { writeSyntheticCt, type SyntheticCt } from './write/synthetic-ct';
export { uidFrom } from './write/uid';
