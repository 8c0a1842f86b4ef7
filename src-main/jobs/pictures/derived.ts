import { grey, isTable, isUsable, softTissue, valueOf, type Voi } from '../../contract';
import { decodeHu, type Denoising, openImage, voiTables } from '../../dicom';
import { marked } from './mark';
import type { Picture } from './picture';
import { pngOf } from './png';

/**
 * The images of a denoised DICOM file as PNG of 8-bit grey, pixel by pixel as the file has them, in the first window that it names, or else its table. Each
 * says in its corner and in its text that it was denoised. Nothing of the patient is in them.
 */
export async function* derivedPictures(file: Uint8Array, derivation: Denoising): AsyncGenerator<Uint8Array, void> {
  const image = valueOf(openImage(file));
  const { layout, frames } = image.header;
  const percent = `${Math.round(100 * derivation.strength)} %`;
  for (const [frame, { windows }] of frames.entries()) {
    const voi = windows.find(isUsable) ?? voiTables(image, frame)[0] ?? softTissue;
    const { hu, padding } = valueOf(await decodeHu(image, frame));
    const pixels = greyOf(hu, padding, voi, layout.inverted ? 'white-low' : 'white-high');
    const picture: Picture = { rows: layout.rows, columns: layout.columns, kind: 'grey', pixels };
    yield await pngOf(marked(picture, `DENOISED ${percent} - NOT FOR DIAGNOSTIC USE`), {
      Software: `Tacet ${derivation.version}`,
      Description:
        `Denoised by Tacet: model ${nameOf(derivation)}, strength ${percent}. Not for diagnostic use. ` +
        (isTable(voi) ? `Table ${voi.name}.` : `Window ${voi.widthHu} / ${voi.centerHu}.`),
    });
  }
}

/** A model's name is its maker's choice and might name a patient. */
const nameOf = ({ modelName, modelSha256, anonymiser }: Denoising): string => (anonymiser ? modelSha256.slice(0, 16) : modelName);

/** Padding is black in either polarity, as in the viewer. */
function greyOf(
  hu: Int16Array | Float32Array,
  padding: Uint8Array | null,
  voi: Voi,
  polarity: 'white-high' | 'white-low',
): Uint8Array {
  const pixels = new Uint8Array(hu.length);
  for (let at = 0; at < hu.length; at++) {
    if (padding?.[at]) continue;
    const level = grey(hu[at]!, voi);
    pixels[at] = polarity === 'white-high' ? level : 255 - level;
  }
  return pixels;
}
