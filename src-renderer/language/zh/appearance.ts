import type { Words } from '../words';

export const appearance: Words['appearance'] = {
  language: '语言',
  languageNote: '窗口的语言。Tacet 对无法打开的文件所作的说明以及文件本身仍为英文。',
  likeTheSystem: '跟随系统',
  theme: '主题',
  themeNote: '图像周围窗口的主题。图像及其上的文字在各主题中都相同。',
  themes: { dark: '深色', light: '浅色', 'high-contrast': '高对比度' },
  themesAreFor: { dark: '适合阅片室', light: '适合明亮的办公室', 'high-contrast': '适合需要高对比度的读者' },
  textSize: '文字大小',
  textSizes: { normal: '标准', large: '大', 'very-large': '特大' },
  memory: '内存',
  memoryNote: '已读取的层面及其中的噪声会保留下来，因此回滚浏览无需等待。最久未用的最先释放；回到该处时会重新读取。',
  keepAtMost: '最多保留',
  memoryOfSlices: '一幅 512 × 512 的层面占半 MiB，其噪声占 1 MiB。',
};
