import { fail, ok, type Outcome } from '../../contract';
import type { Attributes } from '../attributes';
import { decodeStored } from '../decode';
import { type ImageHeader, imageHeaderOf } from '../header';
import { hounsfield } from '../hounsfield';
import { openFile } from '../open';
import type { StoredValues } from '../stored';
import { type Rescale, restoreStored } from './restore';

/** A file that images are derived from: opened once, however many of its frames are. */
export interface SourceImage {
  readonly header: ImageHeader;
  readonly attributes: Attributes;
  /** What `header.pixelData.offset` counts from. */
  readonly data: Uint8Array;
}

/** Opens a whole file; the result holds views on it. Fails on what no copy can name as its source, with the reason. */
export function openSource(file: Uint8Array): Outcome<SourceImage> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const header = imageHeaderOf(opened.value, file.length);
  if (!header.ok) return header;
  if (header.value.sopUid === '') return fail('export-no-identity');
  return ok({ header: header.value, attributes: opened.value.attributes, data: opened.value.data });
}

/** Stored values of a frame whose HU changed; `changedHu` has one value a pixel. */
export async function changedPixels(
  { header, data }: SourceImage,
  frame: number,
  changedHu: ArrayLike<number>,
): Promise<Outcome<StoredValues>> {
  const { layout, padding } = header;
  const stored = await decodeStored({ header, data }, frame);
  if (!stored.ok) return stored;
  const rescale = rescaleOf(header, frame);
  if (!rescale.ok) return rescale;
  if (changedHu.length !== stored.value.length)
    throw new RangeError(`${changedHu.length} pixels given for ${stored.value.length}`);
  const { modality } = header.frames[frame]!;
  const mask = hounsfield(stored.value, modality, padding, layout.columns).padding;
  return ok(restoreStored(stored.value, changedHu, rescale.value, layout, padding, mask));
}

function rescaleOf({ layout, frames }: ImageHeader, frame: number): Outcome<Rescale> {
  const { modality } = frames[frame]!;
  if (layout.bitsAllocated === 16 && modality.kind === 'linear' && modality.stated) return ok(modality);
  return fail('export-no-hu');
}
