import type * as en from './words.en';

export const edgeDetector: typeof en.edgeDetector = {
  title: '画一个边缘检测器',
  lead: '亲手画出 784 个权重，看看哪些数字会激活你的神经元。',
  plus: '正权重',
  minus: '负权重',
  erase: '擦除',
  clear: '清空',
  edge: '一条边',
  loop: '一个圈',
  pad: '要画的权重。键盘操作：方向键移动，空格键上色。',
  yours: '你的权重',
  sum: '当前数字的加权和',
  most: '加权和最大的测试数字',
  least: '加权和最小的测试数字',
  trained: '训练好的神经元对什么敏感',
};
