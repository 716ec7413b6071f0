import type * as en from './words.en';

export const forward: typeof en.forward = {
  title: '逐步计算',
  lead: '从像素到答案的前向计算：一次一层，一次一个神经元，一次一个乘积。',
  blank: '还没有写：所有像素都是 0，只有偏置起作用。',
  previous: '上一步',
  next: '下一步',
  nextNeuron: '下一个神经元',
  nextLayer: '下一层',
  toSum: '跳到偏置',
  begin: '回到起点',
  pace: '速度',
  paces: { slow: '慢', usual: '正常', fast: '快' },
  keys: '按键：→ 下一步，← 上一步，n 下一个神经元，l 下一层，空格播放或暂停。',
  calm: '你的系统要求减少动画：播放时一次走一个神经元。',
  where: (n, all) => `第 ${n} 个乘积，共 ${all} 个。`,
  skipped: (n) => `有 ${n} 个输入为 0，不影响结果，已跳过。`,
  sum: '累计和',
  before: (n) => `前面 ${n} 个乘积`,
  end: (digit, a) => `这是最后一步。十个激活值中最大的是 ${digit}：a = ${a}。`,
};
