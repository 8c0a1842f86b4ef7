import type { Words } from '../words';

export const phrases: Words['phrases'] = {
  cancel: '取消',
  close: '关闭',
  copy: '复制',
  copied: '已复制',
  copyThisMessage: '复制此消息',
  dismiss: '忽略',
  delete: '删除',
  showAgain: '重新显示',
  noDescription: '无描述',
  openDemo: '打开演示检查',
  timeLeft: (duration) => `剩余 ${duration}`,
};
