import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../src-main/contract';
import { decodeStored, openImage } from '../../src-main/dicom';
import { haveSharedData, sharedData, whySkipped } from '../shared-data';
import { inPython } from './pydicom';

const haveGdcm = spawnSync('python3', ['-c', 'import gdcm']).status === 0;
const whyNoGdcm = haveGdcm ? '' : ' (skipped: python3 with gdcm is not installed)';

/** One CT slice in every syntax that GDCM reads; and twelve bits of another maker's. */
const folder = 'ct-transfer-syntaxes';
const paths = haveSharedData
  ? [
      ...readdirSync(sharedData(folder)).map((name) => join(folder, name)),
      'encapsulation/CT0012.fragmented_no_bot_jpeg_baseline.51.dcm',
      'not-ct/nm_jpeg_extended_12bit.dcm',
    ]
  : [];

/** The words of the first frame as GDCM unpacks them, base64. */
const script = `
import base64, gdcm
made = {}
for path in given:
    reader = gdcm.ImageReader()
    reader.SetFileName(path)
    assert reader.Read(), path
    made[path] = base64.b64encode(reader.GetImage().GetBuffer().encode('utf-8', errors='surrogateescape')).decode()`;

describe.skipIf(!haveSharedData || !haveGdcm)(`GDCM unpacks the same values${whySkipped}${whyNoGdcm}`, () => {
  let words: Readonly<Record<string, string>>;
  beforeAll(() => {
    words = inPython(
      paths.map((path) => sharedData(path)),
      script,
    );
  });

  // The standard leaves it to a decoder how it rounds cosines: two of them may differ by one.
  it.each(paths)('of %s, by at most 1 where cosines are rounded', async (path) => {
    const image = valueOf(openImage(new Uint8Array(readFileSync(sharedData(path)))));
    const stored = valueOf(await decodeStored(image, 0));
    const theirs = new Uint8Array(Buffer.from(words[sharedData(path)]!, 'base64')).buffer;
    const Words = stored.constructor as new (buffer: ArrayBuffer) => typeof stored;
    const differences = Array.from(new Words(theirs).subarray(0, stored.length), (value, i) => Math.abs(value - stored[i]!));
    const most = differences.reduce((a, b) => Math.max(a, b));
    expect(most).toBeLessThanOrEqual(/4\.5[0135]|\.51\.|12bit/.test(path) ? 1 : 0);
  });
});
