import type * as en from './words.en';

export const misread: typeof en.misread = {
  title: '认错的数字',
  lead: (digits) => `全部 ${digits} 个测试数字都没有用于训练。行：真实的数字。列：网络的答案。`,
  run: (digits) => `识别全部 ${digits} 个`,
  running: (percent) => `正在识别…… ${percent}`,
  result: (right, digits, percent) => `${digits} 个中认对 ${right} 个：${percent}`,
  cell: (n, written, said) => `${n} 个 ${written} 认成 ${said}`,
  surest: '把握最大的错误',
  chosen: (written, said) => `${written} 认成 ${said}`,
  open: '点击一个数字，把它设为当前数字。',
  said: (digit, percent) => `认成 ${digit}，${percent}`,
};
