/** How the bytes of a file spell its elements, and how its pixels are packed (PS3.5 section 10 and annex A). */
export interface TransferSyntax {
  readonly uid: string;
  /** The name a person knows it by; it appears in messages. */
  readonly name: string;
  readonly byteOrder: 'little' | 'big';
  readonly vr: 'implicit' | 'explicit';
  readonly deflated: boolean;
  /** `native`: rows of plain numbers. `encapsulated`: a compressed stream a frame. */
  readonly pixels: 'native' | 'encapsulated';
  readonly lossy: boolean;
}

const root = '1.2.840.10008.1.2';
const syntax = (suffix: string, name: string, differs: Partial<TransferSyntax> = {}): TransferSyntax => ({
  uid: root + suffix,
  name,
  byteOrder: 'little',
  vr: 'explicit',
  deflated: false,
  pixels: 'native',
  lossy: false,
  ...differs,
});
const compressed = (suffix: string, name: string, lossy: 'lossy' | 'lossless' = 'lossless'): TransferSyntax =>
  syntax(suffix, name, { pixels: 'encapsulated', lossy: lossy === 'lossy' });

export const implicitLittleEndian = syntax('', 'Implicit VR Little Endian', { vr: 'implicit' });
export const explicitLittleEndian = syntax('.1', 'Explicit VR Little Endian');
export const explicitBigEndian = syntax('.2', 'Explicit VR Big Endian', { byteOrder: 'big' });

const known: readonly TransferSyntax[] = [
  implicitLittleEndian,
  explicitLittleEndian,
  explicitBigEndian,
  syntax('.1.99', 'Deflated Explicit VR Little Endian', { deflated: true }),
  compressed('.1.98', 'Encapsulated Uncompressed'),
  compressed('.8.1', 'Deflated Image Frames'),
  compressed('.4.50', 'JPEG Baseline (8 bit)', 'lossy'),
  compressed('.4.51', 'JPEG Extended (12 bit)', 'lossy'),
  compressed('.4.53', 'JPEG Spectral Selection (retired)', 'lossy'),
  compressed('.4.55', 'JPEG Full Progression (retired)', 'lossy'),
  compressed('.4.57', 'JPEG Lossless (process 14)'),
  compressed('.4.70', 'JPEG Lossless (process 14, first-order)'),
  compressed('.4.80', 'JPEG-LS Lossless'),
  compressed('.4.81', 'JPEG-LS Near-lossless', 'lossy'),
  compressed('.4.90', 'JPEG 2000 Lossless'),
  compressed('.4.91', 'JPEG 2000', 'lossy'),
  compressed('.4.92', 'JPEG 2000 Part 2 Lossless'),
  compressed('.4.93', 'JPEG 2000 Part 2', 'lossy'),
  compressed('.4.100', 'MPEG-2 video', 'lossy'),
  compressed('.4.102', 'MPEG-4 video', 'lossy'),
  compressed('.4.107', 'HEVC video', 'lossy'),
  compressed('.4.110', 'JPEG XL Lossless'),
  compressed('.4.111', 'JPEG XL (JPEG recompression)', 'lossy'),
  compressed('.4.112', 'JPEG XL', 'lossy'),
  compressed('.4.201', 'HTJ2K Lossless'),
  compressed('.4.202', 'HTJ2K Lossless RPCL'),
  compressed('.4.203', 'HTJ2K', 'lossy'),
  compressed('.5', 'RLE Lossless'),
];
const byUid: ReadonlyMap<string, TransferSyntax> = new Map(known.map((entry) => [entry.uid, entry]));

/** The syntax of a UID, which some writers pad with a space instead of NUL. Undefined for a private or unknown one. */
export function transferSyntaxOf(uid: string): TransferSyntax | undefined {
  return byUid.get(uid.replace(/[\0\s]+$/, ''));
}
