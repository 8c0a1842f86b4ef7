import type { Words } from '../words';

export const noise: Words['noise'] = {
  afterDenoising: '去噪前后的噪声：去噪后显示。',
  table: '去噪前后的噪声',
  sdIn: (unit) => `标准差，${unit}`,
  before: '去噪前',
  after: '去噪后',
  change: '变化',
  flatTissue: '均匀组织',
  flatTissueIs: '本层面软组织中最均匀的 9 × 9 像素方块的标准差中位数：前后为同一批方块。',
  tooLittle: '此处过少',
  unmeasurable: '此处无法测量',
  measuring: '正在测量…',
  bodyShift: '平均偏移，体部',
  bodyShiftIs: '按设定强度去噪后，体部平均变亮或变暗的程度',
  shiftOf: (region) => `平均偏移，${region}`,
  chooseArea: '测量一个区域并选中，即可查看其数值。',

  removed: '去除的内容',
  nothingRemoved: '此处体部内未去除任何内容。',
  histogram: (sd) => `去除量的分布，与标准差同为 ${sd} 的正态曲线对照`,
  histogramCaption: (unit, sd) => `体部像素所占百分比（%），按去除的 ${unit}；标准差 ${sd}。虚线：该标准差的正态曲线。`,
  spectrum: (peak, length) => `去除内容的噪声功率（按频率）；最高处为每 ${length} ${peak}`,
  spectrumCaption: (powerUnit, length, peak, mean, sd) =>
    `噪声功率（${powerUnit}），按频率（1/${length}）：峰值 ${peak}，均值 ${mean}。其积分相当于标准差 ${sd}。`,

  looksLikeAnatomy: '去除的内容与解剖结构相似。',
  followsEdges: '它沿着图像边缘分布，已在图中圈出：可能丢失细节。请在该处查看原始图像，或降低强度，或换用其他模型。',
  places: '去除内容与解剖结构相似之处',
  place: (number) => `位置 ${number}`,
  removedAt: (number, removed) => `位置 ${number}：去除 ${removed}`,
  correlation: (correlation) => `去除内容与边缘的相关系数 ${correlation}`,
};
