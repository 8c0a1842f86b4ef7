import type { Words } from '../words';

export const models: Words['models'] = {
  what: '现有的网络。去噪面板默认采用使用中的网络。',
  inUse: '使用中',
  parameters: (count) => `参数量 ${count}`,
  cost: (gmac) => `每层 ${gmac} GMAC`,
  comesWithTacet: 'Tacet 自带',
  fineTunedFrom: (base) => `在本机由 ${base} 微调而成`,
  addedHere: '在本机添加',
  history: '历史',
  historyTitle: (title) => `${title}（历史）`,
  fromExperiment: '来自 2018 年的实验',
  use: '使用',
  card: '模型卡',
  hideCard: '收起模型卡',
  cardInEnglish: '模型卡仅提供英文版。',
  readingCard: '正在读取模型卡…',
  remove: '移除',
  removeForGood: '彻底移除？',
  keep: '保留',
};
