import { type Phrase, phrased as inLanguage, type Remarks } from '../../../../src-main/contract';
import { findings } from './findings';
import { phrases } from './phrases';

const phrased = (phrase: Phrase): string => inLanguage(phrase, phrases);
const of =
  (words: string) =>
  ({ count, files }: { count: number; files: number }): string =>
    count === files ? words : `${words}（${files} 个文件中的 ${count} 个）`;
const list = (entries: readonly Phrase[]): string => entries.map(phrased).join('、');

const withoutPatients = '用模拟剂量的合成图像训练，不含患者数据。';
const comparedOn = (heldBack: number): string =>
  heldBack === 0 ? '层面过少，未留出任何层面；仅在合成图像上' : `在 ${heldBack} 幅留出层面和合成图像上`;

export const remarks: Remarks = {
  ...findings,
  'rescale-missing': of('文件未注明如何将数值换算为 HU；按存储值显示。'),
  'no-series-uid': of('文件未注明序列；单独显示。'),
  'bits-stored-missing': of('文件未注明像素的有效位数；按全部位数处理。'),
  'frames-without-positions': of('一个文件中有多幅图像，且未注明各自位置：按文件中的顺序显示。'),
  'orientation-invalid': of('文件中的方向不是相互垂直的单位向量，不予采用。'),
  'detector-spacing': of('仅知道探测器处的像素间距：患者体内的实际长度小于测量值。'),
  'no-pixel-spacing': of('文件未注明像素大小：无法测量长度。'),
  'window-invalid': of('文件中有一个窗设置无效，不予采用。'),
  'no-positions': () => '文件未注明层面位置：按编号排列，不进行跨层面测量。',
  'missing-slices': ({ slices }) => `序列中缺少 ${slices} 幅层面。`,
  'not-equidistant': ({ medianMm }) => `层间距不均匀（中位数 ${medianMm} mm）。`,
  tilted: ({ degrees }) => `机架倾斜 ${degrees}°：层面堆叠呈斜向。`,
  'identifiers-shared': ({ images }) => `${images} 幅图像使用了该序列其他图像的 UID，但内容不同；全部显示。`,
  duplicates: ({ files }) => `另有 ${files} 个文件重复包含此序列的图像；已略去。`,
  'split-series': ({ differences, parts }) => `序列中的图像在以下方面不同：${list(differences)}；分为 ${parts} 部分显示。`,
  'repeated-positions': ({ part, parts, by }) =>
    `序列在每个位置有多幅图像：这是 ${parts} 部分中的第 ${part} 部分（${list(by)}）。`,

  'denoising-goes-on': ({ how }) => `计算引擎意外停止（${how}），已重新启动，去噪继续进行。`,
  'training-goes-on': ({ how }) => `计算引擎意外停止（${how}），已重新启动，训练继续进行。`,
  'comparison-anew': ({ how }) => `计算引擎意外停止（${how}），已重新启动，比较从头开始。`,
  'slices-unreadable': ({ slices, last }) =>
    slices === 1 ? `有一幅层面无法读取：第 ${last} 幅。` : `有 ${slices} 幅层面无法读取，最近为第 ${last} 幅。`,
  'training-better': ({ heldBack, gains }) => `${comparedOn(heldBack)}表现更好：${gains.map(phrased).join('；')}。`,
  'training-no-worse': ({ heldBack }) => `${comparedOn(heldBack)}不逊于基础模型，也未更好。`,
  'simulating-noise': ({ done, total }) => `正在模拟噪声：第 ${done} 幅图像，共 ${total} 幅`,
  'preparing-slices': ({ done, total }) => `正在准备层面：${done} / ${total}`,

  'backend-fastest': ({ gflops, device, others }) => `在 ${device} 上达到 ${gflops} GFLOP/s，快于 ${others}。`,
  'backend-only': ({ gflops, device }) => `在 ${device} 上达到 ${gflops} GFLOP/s，是本机唯一可用的快速后端。`,
  'backend-slow': () => '本机没有可用的快速后端，只有较慢的参考实现。',
  'backend-right-fastest': () => '与参考实现一致。本机最快。',
  'backend-right-slower': ({ times }) => `与参考实现一致。耗时为最快者的 ${times} 倍。`,
  'backend-silent': ({ seconds }) => `试用时 ${seconds} 秒内没有响应。`,
  'backend-died': ({ how }) => `试用时其进程意外终止（${how}）。`,

  'model-tacet': () => `适用于胸部、腹部和头部 CT。参数量 170 k，${withoutPatients}`,
  'model-tacet-fast': () => `适用于注重速度的胸部、腹部和头部 CT。参数量 73 k，${withoutPatients}`,
  'model-fine-tuned': ({ base }) => `在本机的一个序列上由“${base}”微调而成。`,
  'model-trained': ({ preset }) => `由“tacet train”训练，预设为 ${preset}。`,
  'model-trained-adversarially': ({ preset }) =>
    `由“tacet train”训练，预设为 ${preset}。实验：与判别器对抗训练，可能编造从未扫描到的纹理。`,
  'model-history': (of) =>
    `历史模型，不得使用：2018 年文章中的网络（方案 ${of.case}，${phrased(of.recipe)}），由${phrased(of.source)}训练而成。其原样输出的 PSNR 为 ${of.psnr} dB；含噪图像为 ${of.noisy} dB，高斯滤波为 ${of.blur} dB。`,
};
