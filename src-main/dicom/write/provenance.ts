import type { ImageHeader } from '../header';
import { type Denoising, type Derivation, type DoseSimulation, isDoseSimulation } from './derivation';
import { ascii, bytesOf, code, concatenated, type Element, integer, itemsOf, raw, sequence, text } from './element';
import { ctImageStorage, dateAndTime } from './file';

/** One image of a file, as what was derived from it refers to it. */
export interface Reference {
  readonly header: ImageHeader;
  /** 1 for the first; null where the file holds one image only. */
  readonly frameNumber: number | null;
}

/** What a derived image says of how it came about, added to what `kept` of the source says already. */
export function provenance(kept: readonly Element[], source: Reference, derivation: Derivation): readonly Element[] {
  const { anonymiser } = derivation;
  const { suffix, how, comment, codes } = wordsOf(derivation);
  const { date, time } = dateAndTime(derivation.at);
  return [
    raw('x0008103e', 'LO', described(bytesOf(kept, 'x0008103e'), suffix)),
    raw('x00082111', 'ST', joined(bytesOf(kept, 'x00082111'), how, 1024)),
    raw('x00204000', 'LT', joined(bytesOf(kept, 'x00204000'), comment, 10240)),
    ...derivationCodes([...itemsOf(kept, 'x00089215'), ...codes]),
    sequence('x00082112', referenceTo(source, derivation)),
    // The scanner stays in General Equipment, where tools look for it; Tacet adds itself to those who contributed.
    sequence('x0018a001', ...itemsOf(kept, 'x0018a001'), [
      sequence('x0040a170', code('109103', 'DCM', 'Modifying Equipment')),
      text('x00080070', 'LO', 'Tacet'),
      text('x00081090', 'LO', 'Tacet'),
      text('x00181020', 'LO', derivation.version),
      ...(anonymiser ? [] : [text('x0018a002', 'DT', date + time)]),
      raw('x0018a003', 'ST', ascii(how)),
    ]),
  ];
}

const derivationCodes = (items: readonly (readonly Element[])[]): readonly Element[] =>
  items.length === 0 ? [] : [sequence('x00089215', ...items)];

interface Words {
  /** Behind the series' own description. */
  readonly suffix: string;
  readonly how: string;
  readonly comment: string;
  readonly codes: readonly (readonly Element[])[];
}

const wordsOf = (derivation: Derivation): Words =>
  isDoseSimulation(derivation)
    ? {
        suffix: ` (simulated ${Number((100 * derivation.doseFraction).toPrecision(3))} % dose)`,
        how: howItWasSimulated(derivation),
        comment: 'Simulated low dose: Tacet added noise. Not for diagnostic use.',
        // There is none for added noise (CID 7203).
        codes: [],
      }
    : {
        suffix: ` (denoised ${Math.round(derivation.strength * 100)} %)`,
        how: howItWasDenoised(derivation),
        comment: `Denoised by Tacet${derivation.historical ? ' with a historical network of 2018' : ''}. Not for diagnostic use.`,
        // There is no code for noise reduction (CID 7203); smoothing is the nearest.
        codes: [code('113087', 'DCM', 'Smoothing')],
      };

const howItWasSimulated = ({ version, doseFraction, seed, noiseKernel }: DoseSimulation): string =>
  `Tacet ${version}: simulated dose, ${Number((100 * doseFraction).toPrecision(6))} % of the scan's, by noise added ` +
  `through a ${noiseKernel} kernel, seed ${seed}. Not for diagnostic use.`;

/** A model's name is its maker's and may be anything, a patient's name too: of an anonymised copy only the checksum says which it was. */
function howItWasDenoised(derivation: Denoising): string {
  const { version, modelName, modelSha256, strength, contrast, anonymiser, historical } = derivation;
  const [model, share, faint] = [
    anonymiser ? 'model' : `model ${modelName}`,
    Math.round(strength * 100),
    Math.round(contrast * 100),
  ];
  const network = historical ? 'historical neural network of 2018' : 'neural network';
  return (
    `Tacet ${version}: noise reduced by a ${network}, ${model} (SHA-256 ${modelSha256.slice(0, 16)}), ` +
    `strength ${share} %, contrast ${faint} %. Not for diagnostic use.`
  );
}

/** An item of Source Image Sequence. */
const referenceTo = ({ header, frameNumber }: Reference, { anonymiser }: Derivation): readonly Element[] => [
  text('x00081150', 'UI', header.sopClassUid || ctImageStorage),
  text('x00081155', 'UI', anonymiser?.uid(header.sopUid) ?? header.sopUid),
  ...(frameNumber === null ? [] : [integer('x00081160', frameNumber)]),
  text('x0028135a', 'CS', 'YES'),
  sequence('x0040a170', code('121322', 'DCM', 'Source image for image processing operation')),
];

const trimmed = (bytes: Uint8Array | null): Uint8Array => {
  let end = bytes?.length ?? 0;
  while (end > 0 && (bytes![end - 1] === 0x20 || bytes![end - 1] === 0)) end--;
  return bytes?.subarray(0, end) ?? new Uint8Array();
};

/** The source's own description, in its own character set, with a suffix; cut to the 64 characters of LO where it is plain ASCII. */
function described(source: Uint8Array | null, suffix: string): Uint8Array {
  const own = trimmed(source);
  const room = 64 - suffix.length;
  const isAscii = own.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (own.length > room && !isAscii) return ascii(`CT${suffix}`);
  return concatenated([own.length === 0 ? ascii('CT') : own.subarray(0, room), ascii(suffix)]);
}

/** Tacet's text before the source's own, which is left out where both would not fit. */
function joined(source: Uint8Array | null, added: string, mostBytes: number): Uint8Array {
  const own = trimmed(source);
  const both = concatenated([ascii(added), ascii('\r\n'), own]);
  return own.length === 0 || both.length > mostBytes ? ascii(added).subarray(0, mostBytes) : both;
}
