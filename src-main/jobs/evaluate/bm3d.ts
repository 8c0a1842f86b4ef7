import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Method } from './method';

/** BM3D (Dabov et al. 2007; Mäkinen, Azzari and Foi 2020 for coloured noise), as its authors publish it: the package bm3d of PyPI. Whoever starts it ends it. */
export interface Bm3d {
  readonly method: Method;
  end(): void;
}

/**
 * Answers each line {rows, columns, hu, truth}, images as base64 of 32-bit floats, with {hu, milliseconds}. The spectrum of the noise is Welch's mean over
 * squares of 64 px inside the body, of this very image: no denoiser could know it better.
 */
const script = `
import base64, json, sys, time
import numpy as np
from scipy.ndimage import map_coordinates
if not hasattr(np, "trapz"):  # The package was written for a numpy before 2.
    np.trapz = np.trapezoid
from bm3d import bm3d

SIDE = 64

def spectrum(noise, body):
    rows, columns = noise.shape
    corners = [(r, c) for r in range(0, rows - SIDE + 1, SIDE // 2) for c in range(0, columns - SIDE + 1, SIDE // 2)]
    inside = [(r, c) for r, c in corners if body[r:r + SIDE, c:c + SIDE].mean() > 0.8] or corners
    taper = np.outer(np.hanning(SIDE), np.hanning(SIDE))
    power = sum(np.abs(np.fft.fft2(taper * noise[r:r + SIDE, c:c + SIDE])) ** 2 for r, c in inside)
    power /= len(inside) * (taper ** 2).sum()
    at = np.meshgrid(np.arange(rows) * SIDE / rows, np.arange(columns) * SIDE / columns, indexing="ij")
    return rows * columns * map_coordinates(power, at, order=1, mode="grid-wrap")

def image(text, rows, columns):
    return np.frombuffer(base64.b64decode(text), "<f4").reshape(rows, columns).astype(float)

print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    hu, truth = (image(asked[name], asked["rows"], asked["columns"]) for name in ("hu", "truth"))
    power = spectrum(hu - truth, truth > -900)
    started = time.perf_counter()
    clean = bm3d(hu, power)
    milliseconds = 1000 * (time.perf_counter() - started)
    print(json.dumps({"hu": base64.b64encode(clean.astype("<f4").tobytes()).decode(), "milliseconds": milliseconds}), flush=True)
`;

interface Answer {
  readonly hu: string;
  readonly milliseconds: number;
}

/** Fails with Python's own last words where there is no python3, or not with that package. */
export async function startBm3d(): Promise<Bm3d | { readonly why: string }> {
  const child = spawn('python3', ['-W', 'ignore', '-c', script], { stdio: 'pipe' });
  let complaint = '';
  child.stderr.on('data', (text) => (complaint = `${complaint}${text}`.slice(-4000)));
  child.stdin.on('error', () => undefined);
  const gone = new Promise<never>((_resolve, reject) => {
    child.once('error', () => reject(new Error('python3 is not installed')));
    child.once('close', (_code, signal) => {
      // What a signal cut short is no reason.
      const words = signal ? `it was ended by ${signal}` : complaint.trim().split('\n').at(-1);
      reject(new Error(words || 'it ended without a word'));
    });
  });
  // Nobody may be waiting when it ends.
  gone.catch(() => undefined);
  let hear: (line: string) => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => hear(line));
  const answer = (): Promise<string> => Promise.race([new Promise<string>((resolve) => (hear = resolve)), gone]);
  try {
    await answer();
  } catch (reason) {
    return { why: reason instanceof Error ? reason.message : String(reason) };
  }
  const method: Method = {
    name: 'BM3D, true spectrum',
    kind: 'control',
    denoise: async ({ rows, columns, hu }, truth) => {
      if (!truth) throw new TypeError('BM3D is told the spectrum of the noise, so it needs the truth.');
      const answered = answer();
      child.stdin.write(`${JSON.stringify({ rows, columns, hu: base64(hu), truth: base64(truth) })}\n`);
      const { hu: clean, milliseconds } = JSON.parse(await answered) as Answer;
      const bytes = Buffer.from(clean, 'base64');
      return { hu: new Float32Array(Uint8Array.from(bytes).buffer), milliseconds };
    },
  };
  return { method, end: () => void child.kill() };
}

const base64 = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');
