import type { Words } from '../words';
import { counted } from './counted';

const slices = (count: number) => counted(count, '幅层面');

export const mpr: Words['mpr'] = {
  bar: '平面',
  planesOf: (series) => `${series} 的平面`,
  planesOfSeries: '序列的平面',
  planes: { axial: '轴位', coronal: '冠状位', sagittal: '矢状位' },
  plane: { axial: '轴位平面', coronal: '冠状位平面', sagittal: '矢状位平面' },
  back: '← 层面',
  backTip: (key) => `返回层面（${key} 或 Escape）`,
  backToSlices: '返回层面',
  slab: '层块',
  slabTip: '每个平面所显示层块的厚度；0 为单一平面',
  slabThickness: '层块厚度（mm）',
  slabs: { average: '平均', maximum: 'MIP', minimum: 'MinIP' },
  fit: '适合窗口',
  fitTip: '使所有平面适合各自的位置',
  text: '文字',
  textTip: (key) => `文字和十字线（${key}）`,
  savePicture: '将平面保存为图片',
  savePictureOrCopy: (key) => `将平面保存为图片（${key} 复制）`,

  waiting: '请等待整个检查读取完毕…',
  crosshair: '十字线',
  reading: '正在读取层面',
  slicesRead: (read, total) => `已读取 ${read} / ${slices(total)}`,
  unreadable: (count) => `${slices(count)}无法读取：平面在该处为空。`,
  tiltCorrected: (degrees) => `已校正机架倾斜 ${degrees}°。`,
  uneven: (leastMm, mostMm) => `层间距为 ${leastMm} 至 ${mostMm} mm，在真实位置之间插值。`,

  volume: '容积',
  denoisedTip: (key) => `去噪（${key}：切换两者）`,
  tooLarge: '原始 · 此容积过大，无法以去噪方式显示',
  loading: (loaded, total) => `原始 · 正在加载去噪层面，${loaded} / ${total}`,
  notDenoised: (denoised, total) => `原始 · 已去噪 ${denoised} / ${slices(total)}`,

  pictures: '这些是图片，而非穿过患者的层面：没有其他平面可显示。',
  otherModality: (modality) => `平面由 CT、MR 和 PET 层面生成；此序列为 ${modality}。`,
  noModality: '平面由 CT、MR 和 PET 层面生成；此序列未注明模态。',
  oneSlice: '单幅层面没有其他平面。',
  chooseSlices: '请选择由层面组成的序列。',
  noPositions: '文件未说明层面在患者体内的位置。',
  sendOriginal: '请重新发送原始序列。',
  notParallel: '此序列的层面互不平行。',
  repeated: (slice, next) => `层面 ${slice} 与层面 ${next} 之间有两幅图像位于同一位置：无法确定哪一幅属于该容积。`,
  gap: (gapMm, slice, next, usualMm) =>
    `层面 ${slice} 与层面 ${next} 之间有 ${gapMm} mm 没有图像，而通常为 ${usualMm} mm：穿过该间隙的平面将是虚构的。`,
  askAgain: '请重新索取完整序列，或逐层阅读。',
  needsMemory: (bytes, limit) => `该容积在此窗口中需要 ${bytes}，超过为图像保留的 ${limit}。`,
  raiseLimit: '请在设置中提高内存上限，或用层厚更大的序列生成平面。',
};
