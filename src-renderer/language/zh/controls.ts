import type { Words } from '../words';

export const controls: Words['controls'] = {
  what: '按键与鼠标的功能。输入文字时，按键即为字符。',
  keySet: '按键方案',
  keySetHint: '更换方案将从头开始：您自行修改的按键会丢失。',
  resetAll: '重置全部按键与鼠标',

  leftHint: '直至选用其他工具。',
  wheelHint: '按住 Ctrl 时为另一功能。',
  wheelUses: { scroll: '浏览层面', zoom: '以指针为中心缩放' },

  keys: '按键',
  howToChange: '点击要修改的按键，然后按下所需的键。',
  pressKeyFor: (command) => `请按键：${command}`,
  pressKey: '请按键… Esc：保持原样',
  change: (key, command) => `更改 ${key}：${command}`,
  takeAway: (key, command) => `移除 ${key}：${command}`,
  add: (command) => `添加按键：${command}`,
  isKeyFor: (key, command) => `${key} 已用于：${command}。`,
  takeOver: '改用于此',
  leaveThere: '保持原样',
  reset: '重置',
  resetKeysOf: (command) => `重置：${command}`,
};
