import type { Words } from '../words';

export const settings: Words['settings'] = {
  settings: '设置',
  pagesOfSettings: '设置页面',
  pages: {
    'fine-tuning': '微调',
    models: '模型',
    compute: '计算',
    appearance: '外观与内存',
    controls: '按键与鼠标',
    cases: '2018 年的实验',
  },
  close: '关闭设置',
};
