import { disable, displayImage, enable, getViewport, setViewport, type Image } from 'cornerstone-core';
import { drawnBy, type Open } from './contestant';

const opening =
  (renderer: 'canvas' | 'webgl'): Open =>
  async (element, { side, slices }) => {
    enable(element, renderer === 'webgl' ? { renderer } : {});
    const images = slices.map((hu, at) => imageOf(`${renderer}:${at}`, side, hu));
    return {
      scrollTo: (slice) => {
        displayImage(element, images[slice]!);
        return drawnBy(element);
      },
      window: (windowCenter, windowWidth) => {
        setViewport(element, { ...getViewport(element)!, voi: { windowCenter, windowWidth } });
        return drawnBy(element);
      },
      close: () => disable(element),
    };
  };

export const onCanvas = opening('canvas');
export const onWebgl = opening('webgl');

function imageOf(imageId: string, side: number, hu: Int16Array): Image {
  const image: Partial<Image> = {
    imageId,
    rows: side,
    columns: side,
    width: side,
    height: side,
    slope: 1,
    intercept: 0,
    minPixelValue: hu.reduce((a, b) => Math.min(a, b)),
    maxPixelValue: hu.reduce((a, b) => Math.max(a, b)),
    windowCenter: 40,
    windowWidth: 400,
    color: false,
    invert: false,
    sizeInBytes: hu.byteLength,
    getPixelData: () => hu as unknown as number[],
  };
  return image as Image;
}
