import type { Words } from '../words';

export const fineTuning: Words['fineTuning'] = {
  what: '用您自己的一个序列继续训练模型，无需无噪声图像。训练在本机进行，您阅片时也会继续。',
  baseModel: '基础模型',
  baseModelHint: '训练的起点。基础模型本身保持不变。',
  series: '序列',
  seriesHint: '应与待去噪的图像同类：相同的扫描仪、重建核和部位。',
  learnsFrom: '学习来源',
  ways: {
    simulated: {
      name: '该序列的模拟低剂量图像',
      hint: '向其层面加入噪声，网络学习找出这些噪声。适用于任何序列。',
    },
    neighbours: {
      name: '相邻层面',
      hint: '适用于层面相互重叠的高噪声序列：网络学习相邻层面的共同内容。',
    },
    pairs: {
      name: '同一扫描的两种剂量',
      hint: '位置相同、重建核相同的两个序列：网络学习在噪声较大的序列中找出噪声较小的序列。',
    },
  },
  twin: '另一剂量的相同扫描',
  twinHint: '哪个序列噪声更大由测量确定。',
  looking: '正在检查这些层面可以教给模型什么…',
  learnsFromSlices: (learnt, heldBack) =>
    heldBack === 0
      ? `将从 ${learnt} 个层面学习；层面太少，无法留出用于与基础模型比较。`
      : `将从 ${learnt} 个层面学习；另有 ${heldBack} 个层面留出，用于与基础模型比较。`,
  steps: '步数',
  takesAbout: (duration) => `按上次训练的速度，约需 ${duration}。`,
  stepsHint: '数百步即可使模型适应；所需时间在最初几步之后显示。',
  start: '开始微调',
  nothingToLearnFrom: '当前打开的序列均无法用于训练。',
  needsHounsfield: '微调需要以 HU 为单位的 CT 序列。',
  openStudyFirst: '请先打开一个检查：模型将在其中一个序列上微调。',
  cancelled: '训练已取消，未保留任何结果。',

  preparing: '正在准备层面…',
  stopping: '正在停止…',
  running: '正在微调…',
  stoppedAfter: (step, steps) => `已在第 ${step} 步停止（共 ${steps} 步）`,
  done: '微调已完成',
  onSeries: (description) => `所用序列：${description}`,
  onTheSeries: '所用序列：当前序列',
  stopAndKeep: '停止并保留',
  throwAway: '取消并丢弃',
  progress: '微调',
  figures: { step: '训练步', loss: '损失趋势', rate: '速度', timeLeft: '剩余时间' },
  stepOf: (step, steps) => `${step} / ${steps}`,
  stepsPerSecond: (rate) => `${rate} 步/秒`,
  lossPlot: '损失随步数的变化，随学习而下降',
  lossCaption: '每一步的损失及其趋势；越低越好。',

  nameOfNew: '新模型名称',
  keep: '保留模型',
  discard: '丢弃',
  keptAs: (name) => `已保留为 ${name}。`,
  keptAndUsed: (name) => `已保留为 ${name}；去噪面板现已采用它。`,
  useNow: '立即使用',
  again: '再次微调',

  original: '原始',
  tunedAtStep: (step) => `微调后，第 ${step} 步`,
  differenceShown: '微调后 − 基础模型，−30 至 30 HU',
  atFullStrength: '强度 100 %：各网络找到的噪声全部去除。',
  rightImage: '右侧图像',
  tuned: '微调后',
  difference: '与基础模型之差',
};
