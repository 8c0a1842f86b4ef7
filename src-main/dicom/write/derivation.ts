import type { Anonymiser } from './deidentify/anonymiser';
import type { WrittenSyntax } from './pixels';
import { uidFrom } from './uid';

/** How a derived series came about; the same for each of its images. */
export type Derivation = Denoising | DoseSimulation;

/** Noise taken away by a model. */
export interface Denoising extends Writing {
  readonly modelName: string;
  /** SHA-256 of the model's weights, hexadecimal. */
  readonly modelSha256: string;
  /** The share of the predicted noise that was taken, 0 to 1. */
  readonly strength: number;
  /** 0 keeps texture first, 1 faint contrast first. */
  readonly contrast: number;
  /** True where the model is a network of 2018 that is kept as history: what it made says so. */
  readonly historical?: boolean;
}

/** Noise added, as a scan at a lower dose would have it. */
export interface DoseSimulation extends Writing {
  /** Of the dose of the scan, between 0 and 1. */
  readonly doseFraction: number;
  readonly seed: number;
  /** Name of the reconstruction kernel that the noise went through. */
  readonly noiseKernel: string;
}

interface Writing {
  /** Tacet's own version. */
  readonly version: string;
  /** One moment for the whole series. */
  readonly at: Date;
  /** How pixels are packed; it changes none of them, and no UID. */
  readonly syntax: WrittenSyntax;
  /** Null where the copy names its patient as the source does. */
  readonly anonymiser: Anonymiser | null;
}

export const isDoseSimulation = (derivation: Derivation): derivation is DoseSimulation => 'doseFraction' in derivation;

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
  const uid = uidFrom('series', seriesUid, firstSopUid, String(firstFrame), ...settingsOf(derivation));
  return derivation.anonymiser?.uid(uid) ?? uid;
};

function settingsOf(derivation: Derivation): readonly string[] {
  if (isDoseSimulation(derivation)) {
    const { doseFraction, seed, noiseKernel, version } = derivation;
    return ['dose', String(doseFraction), String(seed), noiseKernel, version];
  }
  const { modelName, modelSha256, strength, contrast, version } = derivation;
  return [modelName, modelSha256, String(strength), String(contrast), version];
}

/** The UID of the image that the derived series has of one frame of a source file. */
export function derivedSopUid(newSeriesUid: string, sourceSopUid: string, frame: number, { anonymiser }: Derivation): string {
  const uid = uidFrom('instance', newSeriesUid, sourceSopUid, String(frame));
  return anonymiser?.uid(uid) ?? uid;
}
