/** The HU that are shown from black to white. PSNR and SSIM clip to it and take its width as the data range: say which with every figure. */
export interface DisplayWindow {
  readonly centerHu: number;
  readonly widthHu: number;
}

/** The windows that figures are given in. */
export const displayWindows = {
  chest: { centerHu: -600, widthHu: 1500 },
  abdomen: { centerHu: 50, widthHu: 400 },
  neuro: { centerHu: 40, widthHu: 80 },
} as const;

export function clippedTo({ centerHu, widthHu }: DisplayWindow, hu: Float32Array): Float32Array {
  const [low, high] = [centerHu - widthHu / 2, centerHu + widthHu / 2];
  return hu.map((value) => Math.max(low, Math.min(high, value)));
}
