/** An 8-bit grey picture, row-major. */
export interface GreyPicture {
  readonly rows: number;
  readonly columns: number;
  readonly grey: Uint8Array;
}

/** Draws a grey picture pixel by pixel; the style sheet scales it. */
export function drawGrey(canvas: HTMLCanvasElement, { rows, columns, grey }: GreyPicture): void {
  canvas.width = columns;
  canvas.height = rows;
  const picture = new ImageData(columns, rows);
  const pixels = new Uint32Array(picture.data.buffer);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = 0xff000000 | (grey[at]! * 0x010101);
  canvas.getContext('2d')!.putImageData(picture, 0, 0);
}

/** HU to grey: black at centre - width/2, white at centre + width/2. Display only, never touches the data. */
export function greyOfHu(
  hu: Float32Array,
  { centerHu, widthHu }: { readonly centerHu: number; readonly widthHu: number },
): Uint8Array {
  const grey = new Uint8ClampedArray(hu.length);
  const scale = 255 / widthHu;
  const black = centerHu - widthHu / 2;
  for (let at = 0; at < hu.length; at += 1) grey[at] = (hu[at]! - black) * scale;
  return new Uint8Array(grey.buffer);
}
