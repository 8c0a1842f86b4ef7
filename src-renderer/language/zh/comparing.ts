import type { Words } from '../words';

export const comparing: Words['comparing'] = {
  compare: '对比',
  modes: {
    original: '原始',
    denoised: '去噪',
    'side-by-side': '并排',
    swipe: '卷帘',
    flicker: '交替闪烁',
    blend: '混合',
    difference: '差值',
  },
  modeTip: (mode, key, nextKey, holdKey) => `${mode}（${key}；${nextKey}：下一视图；按住 ${holdKey}：原始）`,
  denoiseFirst: '请先对序列去噪',

  sides: { original: '原始', denoised: '去噪', removed: '去除的噪声' },
  badges: {
    original: '原始',
    notDenoised: '原始 · 尚未去噪',
    loading: '原始 · 正在加载去噪层面',
    removed: (model, strength) => `去除的噪声 · ${model} · ${strength} — 不得用于诊断`,
    noStrength: '原始像素 · 强度 0 %',
    denoised: (model, strength) => `已去噪 · ${model} · ${strength} — 不得用于诊断`,
  },

  edge: '分界线',
  edgeAt: (share) => `原始 ${share}`,
  edgeBetween: '原始图像与去噪图像的分界线',
  edgeTip: '拖动，或按左右方向键；双击：居中',
  swipeHint: (lessKey, moreKey) => `分界线左侧为原始图像，右侧为去噪图像。按键：${lessKey} 和 ${moreKey}。`,
  blend: '混合',
  blendAt: (share) => `去噪 ${share}`,
  blendHint: (shown, strength, lessKey, moreKey) =>
    `以 ${shown} 显示。混合的效果与降低强度完全相同；测量值和导出仍按设定的 ${strength}。按键：${lessKey} 和 ${moreKey}。`,
  rate: (pictures) => `每秒 ${pictures} 幅`,
  pictures: '图像',
  flicker: '闪烁',
  stop: '停止',
  flickerHint: (stopKey, lessKey, moreKey) => `原始与去噪交替显示。按键：${stopKey} 停止，${lessKey} 和 ${moreKey} 调节速度。`,

  coloursEnd: '颜色范围',
  automatic: (range) => `自动，${range}`,
  colourOver: '彩色叠加强度',
  colours: (rangeHu) => `去除噪声的颜色，从负 ${rangeHu} 到正 ${rangeHu} HU`,
  removed: '去除',
};
