import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { valueOf } from '../../contract';
import { decodeStored, encapsulated, encodeFrame, openImage, storedBytes } from '../../dicom';
import type { RunTime } from '../child';
import { median } from '../contest';
import type { BenchReport, BenchRow, Skipped } from '../report';
import { type OtherDecoder, type OtherDecoders, startOtherDecoders, type Unpacked } from './other-decoders';
import { benchSlice, sideOfSlice } from './slice';

const others = { pylibjpeg: 'pydicom with pylibjpeg', gdcm: 'pydicom with GDCM' } as const satisfies Record<OtherDecoder, string>;

interface Contest {
  /** The name of its file. */
  readonly name: string;
  readonly title: string;
  readonly against: readonly OtherDecoder[];
}

/** Lossless all: what comes out must be the same. */
const contests: readonly Contest[] = [
  { name: 'rle', title: 'RLE', against: ['pylibjpeg'] },
  { name: 'jpeg-lossless', title: 'JPEG lossless', against: ['pylibjpeg', 'gdcm'] },
  { name: 'jpeg-ls', title: 'JPEG-LS', against: ['pylibjpeg', 'gdcm'] },
  { name: 'jpeg-2000', title: 'JPEG 2000', against: ['pylibjpeg', 'gdcm'] },
  { name: 'htj2k', title: 'HTJ2K', against: ['pylibjpeg'] },
];

/** WebAssembly and our own code may take twice as long as native code. */
const nearNative = 0.5;
/** Before the first timed round: modules are loaded, code is compiled. */
const warmUpRounds = 3;

/**
 * Unpacking one frame of 512 x 512, of each syntax, beside pydicom's native decoders; they take turns, round after round. From a file in memory to an
 * array of stored values. `onSyntax` hears what is measured next.
 */
export async function benchDecode(
  rounds: number,
  signal: AbortSignal,
  onSyntax: (title: string) => void = () => undefined,
): Promise<BenchReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-bench-'));
  const rows: BenchRow[] = [];
  const skipped: Skipped[] = [];
  let python: OtherDecoders | null = null;
  try {
    const slice = benchSlice();
    writeFileSync(join(folder, 'slice.dcm'), slice);
    writeFileSync(join(folder, 'htj2k.pixels'), await asHtj2k(slice));
    python = await startOtherDecoders(folder);
    for (const { name, title, against } of contests) {
      if (signal.aborted) break;
      const what = `decoding, ${title}, ${sideOfSlice} x ${sideOfSlice}`;
      onSyntax(what);
      const [ours, ...peers] = await inTurns(contestants(join(folder, `${name}.dcm`), against, python), rounds, signal);
      for (const [i, by] of against.entries()) {
        const found = compared(what, others[by], ours!, peers[i]!);
        if ('why' in found) skipped.push(found);
        else rows.push(found);
      }
    }
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    const how = 'python3 with pydicom, python-gdcm and pylibjpeg with its codecs is needed';
    skipped.push({ what: 'decoding', peerName: Object.values(others).join(', '), why: `${how} (${why})` });
  } finally {
    python?.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return { rows, skipped };
}

/** The slice's Pixel Data in HTJ2K. */
async function asHtj2k(slice: Uint8Array): Promise<Uint8Array> {
  const image = valueOf(openImage(slice));
  const stored = valueOf(await decodeStored(image, 0));
  return encapsulated([valueOf(await encodeFrame(stored, image.header.layout, 'htj2k'))]);
}

type Standing = (RunTime & { readonly sha256: string }) | { readonly why: string };

type Unpack = () => Promise<Unpacked>;

/** Ours first. */
const contestants = (path: string, against: readonly OtherDecoder[], python: OtherDecoders): readonly Unpack[] => [
  ourUnpacking(path),
  ...against.map((by) => () => python.unpack(path, by)),
];

async function inTurns(all: readonly Unpack[], rounds: number, signal: AbortSignal): Promise<readonly Standing[]> {
  const times = all.map((): Unpacked[] => []);
  for (let round = -warmUpRounds; round < rounds && !signal.aborted; round++)
    for (const [i, unpack] of all.entries()) {
      const unpacked = await unpack();
      if (round >= 0) times[i]!.push(unpacked);
    }
  return times.map(standingOf);
}

function ourUnpacking(path: string): Unpack {
  const file = new Uint8Array(readFileSync(path));
  return async () => {
    const before = process.cpuUsage();
    const started = performance.now();
    const image = openImage(file);
    const stored = image.ok ? await decodeStored(image.value, 0) : image;
    const milliseconds = performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    if (!stored.ok) return { why: stored.error.message };
    const sha256 = createHash('sha256').update(storedBytes(stored.value)).digest('hex');
    return { milliseconds, processorMs: (user + system) / 1000, sha256 };
  };
}

function standingOf(unpacked: readonly Unpacked[]): Standing {
  const [first] = unpacked;
  if (first === undefined) return { why: 'the run was stopped' };
  if ('why' in first) return first;
  const runs = unpacked as readonly Exclude<Unpacked, { why: string }>[];
  return {
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    processorMs: median(runs.map(({ processorMs }) => processorMs)),
    sha256: first.sha256,
  };
}

function compared(what: string, peerName: string, ours: Standing, peer: Standing): BenchRow | Skipped {
  if ('why' in ours) return { what, peerName, why: `Tacet: ${ours.why}` };
  if ('why' in peer) return { what, peerName, why: peer.why };
  if (ours.sha256 !== peer.sha256) return { what, peerName, why: 'the two did not compute the same' };
  return {
    what,
    peerName,
    ours: ours.milliseconds,
    peer: peer.milliseconds,
    unit: 'ms',
    ratio: peer.milliseconds / ours.milliseconds,
    processorRatio: peer.processorMs / ours.processorMs,
    goal: nearNative,
    difference: 0,
  };
}
