import type { Words } from '../words';

const quantities: Words['figures']['quantities'] = {
  length: '长度',
  longAxis: '长径',
  shortAxis: '短径',
  angle: '角度',
  area: '面积',
  width: '宽度',
  height: '高度',
};

export const figures: Words['figures'] = {
  quantities,
  atDetector: (figure) => `${figure}（探测器处）`,
  crossesItself: '无：轮廓线自相交',
  statistics: { mean: '均值', sd: '标准差', min: '最小值', max: '最大值', value: '值' },
  pixels: '像素数',
  pixelsCounted: '中心位于区域内或被线穿过的像素；不含填充值',
  noPixel: '无可测像素',
  original: '原始',
  denoised: '去噪',
  atStrength: (strength) => `强度 ${strength}`,
  change: '变化',

  contrastToNoise: '对比噪声比',
  bothRegions: (one, other) => `${one}与${other}`,
  inOriginal: (ratio) => `原始 ${ratio}`,
  whenDenoised: (ratio, strength) => `强度 ${strength} 时 ${ratio}`,

  report: {
    measurement: (name, place, figures) => (figures === '' ? `${name}（${place}）` : `${name}（${place}）：${figures}`),
    quantity: (quantity, figure) => `${quantities[quantity]} ${figure}`,
    pixels: (count) => `${count} 个像素`,
    compared: (statistic, original, denoised, difference) => `${statistic} ${original}，去噪后 ${denoised}（${difference}）`,
    denoisedBy: (model) => `去噪模型：${model}。仅供科研使用，不得用于诊断。`,
    notForDiagnosis: '仅供科研使用，不得用于诊断。',
  },
};
