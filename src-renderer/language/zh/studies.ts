import type { Words } from '../words';
import { counted } from './counted';

const files = (count: number) => counted(count, '个文件');
const images = (count: number) => counted(count, '幅图像');

export const studies: Words['studies'] = {
  what: '读取 CT 检查，并用残差网络降低其噪声。任何数据都不会离开本机。',
  openStudy: '打开检查…',
  openFiles: '打开文件…',
  orDrop: '也可将文件夹、DICOM 文件或 zip 压缩包拖放到本窗口任意位置。Tacet 绝不会改动您的文件。',
  drop: '将文件夹、DICOM 文件或 zip 压缩包拖放到此处即可打开',

  readingIn: '正在读入',
  readingInFiles: '正在读入文件',
  readIn: (filesDone, total, bytesDone, bytes) => `${filesDone} / ${files(total)}，${bytesDone} / ${bytes}`,
  stages: { 'making-demo': '正在生成演示检查', reading: '正在读取' },
  demoTakes: '约需半分钟，仅此一次。这是一例从未经过任何扫描仪的胸部。',
  found: (filesSeen, imagesFound) => `${files(filesSeen)}，${images(imagesFound)}`,
  stop: '停止',
  files,

  recent: '最近打开的检查',
  showNames: '显示名称',
  hideNames: '隐藏名称',
  opened: (moment) => `打开于 ${moment}`,
  forget: '从列表中移除此检查',
  images,

  couldNotOpen: (name) => `无法打开 ${name}`,
  couldNotOpenThis: '无法打开此检查',
  openAnother: '打开其他文件夹…',
  backToStart: '返回起始页',
  refused: (count) => `${files(count)}无法打开`,
  copyRefused: '复制列表',
  moreRefused: (count) => `另有 ${files(count)}。`,

  series: '序列',
  someSeries: (count) => counted(count, '个序列'),
  seriesNumber: (number) => `序列 ${number}`,
  patients: (count) => `当前打开了 ${count} 位患者的图像。`,
  denoisedBefore: '已去噪',
  notDenoisable: '无法去噪',
  remarks: (count) => counted(count, '条提示'),
};
