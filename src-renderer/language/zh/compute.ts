import type { Words } from '../words';

export const compute: Words['compute'] = {
  what: '用什么来计算网络。各后端计算的是同一个网络，只是速度不同。',
  computesOn: (backend, why) => `当前使用 ${backend} 计算：${why}`,
  computesOnChosen: (backend, automatic, why) => `当前使用下方选定的 ${backend} 计算。自动选择则为 ${automatic}：${why}`,
  columns: { use: '选用', backend: '后端', device: '设备', speed: '速度', state: '状态' },
  takesFastest: '选用本机上可用的最快后端。',
  measureAgain: '重新测速',
  measuring: '正在测试本机性能…',
};
