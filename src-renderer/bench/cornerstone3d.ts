import { Enums, imageLoader, init, metaData, RenderingEngine, utilities } from 'cornerstone3d';
import type { BenchSeries, Open } from './contestant';

const scheme = 'bench';
const indexOf = (imageId: string): number => Number(imageId.slice(scheme.length + 1));

/** A stack viewport. Its images are made once and lie in its own cache. */
export const inStackViewport: Open = async (element, series) => {
  init();
  metaData.addProvider((type) => metadataOf(type, series.side));
  imageLoader.registerImageLoader(scheme, (imageId) => ({ promise: Promise.resolve(imageOf(imageId, series)) }));
  const engine = new RenderingEngine(scheme);
  engine.enableElement({ viewportId: scheme, type: Enums.ViewportType.STACK, element });
  const viewport = engine.getViewport(scheme);
  const drawn = (): Promise<void> =>
    new Promise((resolve) => element.addEventListener(Enums.Events.IMAGE_RENDERED, () => resolve(), { once: true }));
  const first = drawn();
  await viewport.setStack(
    series.slices.map((_, at) => `${scheme}:${at}`),
    1,
  );
  viewport.render();
  await first;
  return {
    scrollTo: async (slice) => {
      const done = drawn();
      await viewport.setImageIdIndex(slice);
      viewport.render();
      await done;
    },
    window: async (centerHu, widthHu) => {
      const done = drawn();
      viewport.setProperties({ voiRange: { lower: centerHu - widthHu / 2, upper: centerHu + widthHu / 2 } });
      viewport.render();
      await done;
    },
    close: () => engine.destroy(),
  };
};

function imageOf(imageId: string, { side, slices }: BenchSeries): object {
  const scalarData = slices[indexOf(imageId)]!;
  return {
    imageId,
    rows: side,
    columns: side,
    height: side,
    width: side,
    slope: 1,
    intercept: 0,
    minPixelValue: -160,
    maxPixelValue: 240,
    windowCenter: 40,
    windowWidth: 400,
    color: false,
    rgba: false,
    numberOfComponents: 1,
    invert: false,
    dataType: 'Int16Array',
    columnPixelSpacing: 1,
    rowPixelSpacing: 1,
    sizeInBytes: scalarData.byteLength,
    getPixelData: () => scalarData,
    voxelManager: utilities.VoxelManager.createImageVoxelManager({
      scalarData,
      width: side,
      height: side,
      numberOfComponents: 1,
    }),
  };
}

function metadataOf(type: string, side: number): unknown {
  const pixel = {
    pixelRepresentation: 1,
    bitsAllocated: 16,
    bitsStored: 16,
    highBit: 15,
    samplesPerPixel: 1,
    photometricInterpretation: 'MONOCHROME2',
  };
  const plane = {
    frameOfReferenceUID: '1',
    rows: side,
    columns: side,
    rowCosines: [1, 0, 0],
    columnCosines: [0, 1, 0],
    imageOrientationPatient: [1, 0, 0, 0, 1, 0],
    imagePositionPatient: [0, 0, 0],
    rowPixelSpacing: 1,
    columnPixelSpacing: 1,
    pixelSpacing: [1, 1],
  };
  const known: Record<string, unknown> = {
    imagePixelModule: pixel,
    imagePlaneModule: plane,
    generalSeriesModule: { modality: 'CT', seriesInstanceUID: '1' },
    voiLutModule: { windowCenter: [40], windowWidth: [400] },
    modalityLutModule: { rescaleSlope: 1, rescaleIntercept: 0 },
  };
  return known[type];
}
