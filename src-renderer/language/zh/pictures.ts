import type { PictureForm } from '../../../src-main/contract';
import type { Words } from '../words';

const written: Readonly<Record<PictureForm, (count: number) => string>> = {
  png: () => '',
  'png-series': (count) => `${count} 幅图片：`,
  gif: (count) => `${count} 层：`,
};

export const pictures: Words['pictures'] = {
  title: '保存图片',
  what: '内容',
  forms: {
    png: { name: '当前层面', inFolder: '一个 PNG', inBrowser: '一个 PNG' },
    'png-series': { name: '多个层面', inFolder: '各一个 PNG，存入文件夹', inBrowser: '各一个 PNG，存入 ZIP' },
    gif: { name: '滚动浏览', inFolder: '一个动画 GIF', inBrowser: '一个动画 GIF' },
  },
  fromSlice: '从层面',
  toSlice: '到',
  ofSlices: (total) => `共 ${total} 层`,
  part: '范围',
  areas: {
    slice: { 'in-view': '当前可见部分', whole: '整个层面' },
    plane: { 'in-view': '当前可见部分', whole: '整个平面' },
  },
  textOnIt: '图上文字',
  texts: {
    slice: { none: '无', image: '层面、位置、窗宽窗位和比例尺', patient: '另加患者姓名、ID、日期和描述' },
    plane: { none: '无', image: '平面、位置、层块、窗宽窗位和比例尺', patient: '另加患者姓名、ID、日期和描述' },
  },
  measurements: '测量',

  size: (panels, width, height) => `${panels > 1 ? `${panels} × ` : ''}${width} × ${height} 像素`,
  order: {
    png: (_count, size, window) => `${size}，${window}。`,
    'png-series': (count, size, window) => `${count} 幅图片，每幅 ${size}，${window}。`,
    gif: (count, size, window) => `${count} 帧，每帧 ${size}，${window}。`,
  },
  chooseSlices: (window) => `请选择此序列的层面，${window}。`,
  showsPatient: {
    png: '图片将显示患者身份。',
    'png-series': '图片将显示患者身份。',
    gif: '图片将显示患者身份。',
  },
  sayDenoised: '去噪图片会在左下角和文件中注明。此项无法关闭。',
  notDenoised: (missing, slices) =>
    missing === slices ? '这些层面均未去噪：将保存原始图像并注明。' : `其中 ${missing} 层尚未去噪：将保存原始图像并注明。`,
  save: '保存',
  saveTo: '保存…',
  stillSaving: '其他图片仍在保存中。',

  saved: (form, count, name) => `${written[form](count)}“${name}”已保存。`,
  downloaded: (form, count, name) => `${written[form](count)}“${name}”已下载。`,
  cancelled: '已取消。未保存任何图片。',
  slice: (slice) => `层面 ${slice}`,
  copied: (what, width, height) => `${what}已复制，${width} × ${height} 像素。`,
  copiedWithoutText: (what, width, height) => `${what}已复制，${width} × ${height} 像素，不含文字。`,
  copyRefused: '浏览器不允许 Tacet 复制图片。',
  copyRefusedRemedy: '请允许此页面使用剪贴板，或改为保存图片 (Ctrl S)。',

  marks: {
    denoisedBefore: '进入 Tacet 前已去噪 — 仅供科研使用，不得用于诊断',
    left: (badge) => `左：${badge}`,
    right: (badge) => `右：${badge}`,
    colours: (rangeHu) => `颜色范围 −${rangeHu} 至 +${rangeHu} HU`,
    coloursOver: (rangeHu, opacity) => `彩色显示去除的噪声，±${rangeHu} HU，不透明度 ${opacity}`,
  },
};
