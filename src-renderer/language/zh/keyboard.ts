import type { Words } from '../words';

export const keyboard: Words['keyboard'] = {
  sheet: '按键与鼠标',
  change: '更改按键与鼠标…',
  noKey: '无按键',
  groups: {
    Application: '应用程序',
    Slices: '层面',
    Window: '窗宽/窗位',
    View: '视图',
    Tools: '工具',
    Measuring: '测量',
    Denoising: '去噪',
    Layout: '布局',
  },

  mouse: '鼠标',
  drags: {
    window: '窗宽和窗位；按住 Shift 更精细',
    scroll: '翻阅层面',
    pan: '平移',
    zoom: '缩放',
    region: '由区域定窗',
    magnify: '放大镜',
  },
  gestures: {
    left: '左键拖动',
    middle: '中键拖动',
    right: '右键拖动',
    wheel: '滚轮',
    ctrlWheel: 'Ctrl 滚轮',
    shiftWheel: 'Shift 滚轮',
    ctrlShiftWheel: 'Ctrl Shift 滚轮',
    doubleClick: '双击',
  },
  toolInHand: (atFirst) => `当前工具；初始为：${atFirst}`,
  wheelUses: { scroll: '层面', zoom: '以指针为中心缩放' },
  tenSlices: '十层',
  doubleClick: '将窗格最大化，或适合窗口',

  typesNothing: '此键本身不产生字符。请按其他键。',
  movesAndPresses: '此键用于移动焦点和按下按钮。请按其他键。',
  belongsToWindow: '此键由窗口占用。请按其他键。',
};
