import type { Words } from '../words';

export const imageText: Words['imageText'] = {
  noName: '无姓名',
  patientId: (id) => `ID ${id}`,
  series: (number) => `序列 ${number}`,
  slice: (number, total) => `层面 ${number} / ${total}`,
  thickness: (mm) => `层厚\u00a0${mm}\u00a0mm`,
  kernel: (kernel) => `卷积核 ${kernel}`,
  zoom: (zoom) => `缩放 ${zoom}`,
  turns: {
    'as-stored': ['', '右旋 90°', '旋转 180°', '左旋 90°'],
    mirrored: ['镜像', '镜像，右旋 90°', '镜像，旋转 180°', '镜像，左旋 90°'],
  },

  colour: '彩色',
  inverted: '反相',
  curves: { LINEAR: '', LINEAR_EXACT: '精确', SIGMOID: 'S 形' },
  table: (name) => `查找表 ${name}`,
  tableOfImage: '图像自带',

  removed: (value) => `去除 ${value}`,
  pixel: (column, row) => `列 ${column}  行 ${row}`,
};
