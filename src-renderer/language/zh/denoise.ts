import type { Words } from '../words';
import { counted } from './counted';

const slices = (count: number) => counted(count, '幅层面');
const images = (count: number) => counted(count, '幅图像');

export const denoise: Words['denoise'] = {
  panel: '去噪',
  noModel: '此处没有去噪模型。',
  addModel: 'Tacet 自带一个模型：请重新安装，或在设置中添加模型。',
  oneMoment: '请稍候…',
  model: '模型',
  complete: (count) => `全部 ${slices(count)}均已去噪。`,
  denoise: '去噪',
  denoiseOthers: (count) => `对其余 ${slices(count)}去噪`,
  waiting: '请等待整个检查读取完毕。',
  tooNoisy: (noiseHu: number, mostHu: number) =>
    `此层面的噪声约为 ${Math.round(noiseHu)} HU；模型最多只学过 ${mostHu} HU，因此会留下更多噪声。`,
  history:
    '2018 年的网络，仅作历史保存，不用于诊断。强度为 100 % 时，图像即网络本身的输出。“保留弱对比”对它不起作用；其窗口以外的像素保持不变。',
  strength: '强度',
  noStrength: '原始',
  fullStrength: '所有检出的噪声',
  automaticStrength: (strength: string) => `${strength} · 自动`,
  automatic: '自动',
  automaticTip: '噪声约减半',
  contrast: '保留弱对比',
  textureFirst: '优先纹理',
  faintFirst: '优先弱对比',

  slicesDone: (done, total) => `${done} / ${slices(total)}`,
  starting: '正在启动计算引擎…',
  computesOn: (backend, device) => `${backend}，${device}`,
  pace: (milliseconds) => `每幅 ${milliseconds} ms`,

  writing: '写入',
  startingToWrite: '正在开始…',
  imagesDone: (done, total) => `已写入 ${done} / ${total}`,
  pixels: '像素',
  syntaxes: { explicit: '不压缩', 'jpeg-ls': 'JPEG-LS，无损', htj2k: 'HTJ2K，无损' },
  anonymise: '匿名化',
  anonymisingLimits: '仅对文件头匿名化：烧录在图像中的文字会保留，且由头部薄层图像可以重建出面部。',
  exportAsDicom: '导出为 DICOM…',
  nothingToExport: '强度为 0 % 时没有可导出的内容：结果与原始图像相同。',
  exportWhenDone: '待去噪完成或取消后可用。',
  exportMakes: (strength, slicesToDenoise) =>
    slicesToDenoise > 0
      ? `生成强度为 ${strength} 的新序列；先对 ${slices(slicesToDenoise)}去噪。您的文件保持不变。`
      : `生成强度为 ${strength} 的新序列。您的文件保持不变。`,
  written: (count) => `已写入 ${images(count)}。`,
  writtenTo: (count, place) => `已将 ${images(count)}写入“${place}”。`,
  downloadAgain: '重新下载',
  cancelled: '已取消，未写入任何内容。',
};
