import type { Anonymiser } from './deidentify/anonymiser';
import type { WrittenSyntax } from './pixels';
import { uidFrom } from './uid';

/** How a derived series came about; the same for each of its images. */
export interface Derivation {
  readonly modelName: string;
  /** SHA-256 of the model's weights, hexadecimal. */
  readonly modelSha256: string;
  /** The share of the predicted noise that was taken, 0 to 1. */
  readonly strength: number;
  /** 0 keeps texture first, 1 faint contrast first. */
  readonly contrast: number;
  /** Tacet's own version. */
  readonly version: string;
  /** One moment for the whole series. */
  readonly at: Date;
  /** How pixels are packed; it changes none of them, and no UID. */
  readonly syntax: WrittenSyntax;
  /** Null where the copy names its patient as the source does. */
  readonly anonymiser: Anonymiser | null;
}

/** A stack of images that one series is derived from. A series of the source may hold several such stacks: the first image tells them apart. */
export interface SourceSeries {
  readonly seriesUid: string;
  readonly firstSopUid: string;
  /** Frame of the first image in its file, from 0. */
  readonly firstFrame: number;
}

/**
 * The UID of the series that `derivation` makes of a stack. It follows from the source and from all that decides the pixels: an export
 * repeated replaces its series in an archive, and one made otherwise stands beside it.
 */
export const derivedSeriesUid = ({ seriesUid, firstSopUid, firstFrame }: SourceSeries, derivation: Derivation): string => {
  const { modelName, modelSha256, strength, contrast, version, anonymiser } = derivation;
  const settings = [modelName, modelSha256, String(strength), String(contrast), version];
  const uid = uidFrom('series', seriesUid, firstSopUid, String(firstFrame), ...settings);
  return anonymiser?.uid(uid) ?? uid;
};

/** The UID of the image that the derived series has of one frame of a source file. */
export function derivedSopUid(newSeriesUid: string, sourceSopUid: string, frame: number, { anonymiser }: Derivation): string {
  const uid = uidFrom('instance', newSeriesUid, sourceSopUid, String(frame));
  return anonymiser?.uid(uid) ?? uid;
}
