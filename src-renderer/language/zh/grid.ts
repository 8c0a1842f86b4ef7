import type { Words } from '../words';

export const grid: Words['grid'] = {
  cell: (number) => `窗格 ${number}`,
  dragSeries: '将序列拖到此处',
  linked: {
    patient: '',
    'by hand': '已手动关联',
    frames: '未关联：参考坐标系不同',
    directions: '',
    unknown: '未关联：无层面位置',
  },
  beyond: '当前层面超出此序列范围',

  linkedCells: '关联的窗格',
  together: { scroll: '同步翻层', zoom: '同步缩放', move: '同步平移', window: '同步调窗' },
  linkInView: '关联当前显示的层面',

  layout: '布局',
  layoutOf: (shape) => `布局 ${shape}`,
  chooseLayout: '选择布局',
  rowsAndColumns: '行和列',
};
