import type * as en from './words.en';

export const parameters: typeof en.parameters = {
  title: '参数个数',
  lead: '每条连线有一个权重，每个神经元有一个偏置。改变各层，看看训练要找出多少个参数。',
  hidden: (n) => `第 ${n} 个隐藏层`,
  neurons: (n) => `${n} 个神经元`,
  add: '添加一层',
  remove: '删除',
  weights: '权重',
  biases: '偏置',
  numbers: '个参数',
  video: '视频中的 13,002',
  share: '各层的参数',
  between: (a, b) => `${a} → ${b}`,
  input: '784 个像素',
  output: '10 个数字',
  train: '训练这个网络',
};
