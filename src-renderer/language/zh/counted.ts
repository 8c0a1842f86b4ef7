const whole = new Intl.NumberFormat('zh-CN');

/** With its measure word: `26 幅图像`. */
export const counted = (count: number, what: string): string => `${whole.format(count)} ${what}`;
