import { grey, isUsable, softTissue, valueOf, type Window } from '../../contract';
import { decodeHu, type Derivation, openImage } from '../../dicom';
import { marked } from './mark';
import type { Picture } from './picture';
import { pngOf } from './png';

/**
 * The images of a denoised DICOM file as PNG of 8-bit grey, pixel by pixel as the file has them, in the first window that it names. Each
 * says in its corner and in its text that it was denoised. Nothing of the patient is in them.
 */
export async function* derivedPictures(file: Uint8Array, derivation: Derivation): AsyncGenerator<Uint8Array, void> {
  const image = valueOf(openImage(file));
  const { layout, frames } = image.header;
  const percent = `${Math.round(100 * derivation.strength)} %`;
  for (const [frame, { windows }] of frames.entries()) {
    const window = windows.find(isUsable) ?? softTissue;
    const { hu, padding } = valueOf(await decodeHu(image, frame));
    const pixels = greyOf(hu, padding, window, layout.inverted ? 'white-low' : 'white-high');
    const picture: Picture = { rows: layout.rows, columns: layout.columns, kind: 'grey', pixels };
    yield await pngOf(marked(picture, `DENOISED ${percent} - NOT FOR DIAGNOSTIC USE`), {
      Software: `Tacet ${derivation.version}`,
      Description:
        `Denoised by Tacet: model ${derivation.modelName}, strength ${percent}. Not for diagnostic use. ` +
        `Window ${window.widthHu} / ${window.centerHu}.`,
    });
  }
}

/** Padding is black in either polarity, as in the viewer. */
function greyOf(
  hu: Int16Array | Float32Array,
  padding: Uint8Array | null,
  { centerHu, widthHu }: Window,
  polarity: 'white-high' | 'white-low',
): Uint8Array {
  const pixels = new Uint8Array(hu.length);
  for (let at = 0; at < hu.length; at++) {
    if (padding?.[at]) continue;
    const level = grey(hu[at]!, centerHu, widthHu);
    pixels[at] = polarity === 'white-high' ? level : 255 - level;
  }
  return pixels;
}
