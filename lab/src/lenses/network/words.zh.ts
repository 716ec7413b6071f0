import type * as en from './words.en';

export const network: typeof en.network = {
  title: '网络内部',
  lead: '神经元越亮，激活值越大。指向神经元可查看数值，点击可打开。',
  edges: '连线表示',
  weights: '权重 w',
  contributions: '贡献 w·a',
  none: '不显示',
  positive: '正',
  negative: '负',
  pixels: '784 个像素',
  layer: (n) => `第 ${n} 层`,
  outputs: '数字',
  readPixel: (row, column, a) => `第 ${row} 行第 ${column} 列的像素：a = ${a}`,
  readNeuron: (layer, neuron, z, a) => `第 ${layer} 层，神经元 ${neuron + 1}：z = ${z}，a = ${a}`,
  point: '指向一个神经元或像素，即可查看数值。',
  answer: (verdict) => `${verdict}。这是校准后的答案；神经元显示的是原始激活值 a。`,
  summary: (digit, a, first, second) =>
    `第 1 层最亮的是神经元 ${first + 1}，第 2 层最亮的是神经元 ${second + 1}。最后一层最亮的是数字 ${digit}，激活值 a = ${a}。`,
  maps: '每个方块显示一个卷积核对图像各处的响应：越亮，响应越强。',
  mapsLead: '卷积网络的特征图，一层比一层小。',
  filters: (n, height, width) => `${n} 张 ${height}×${width} 的特征图`,
};

export const neuron: typeof en.neuron = {
  title: (layer, neuron) => `第 ${layer} 层，神经元 ${neuron + 1}`,
  digitTitle: (digit) => `数字 ${digit} 的输出神经元`,
  formula: '代入数值的公式',
  largest: '最大的几项',
  from: '来自',
  pixel: (row, column) => `像素 ${row}, ${column}`,
  unit: (n) => `神经元 ${n + 1}`,
  rest: (n) => `其余 ${n} 项`,
  bias: '偏置（偏差）b',
  biasNote: '加权和超过 −b 时神经元才会亮起来；b 越大，这道门槛越低。调一调 b，看看网络的变化。',
  weightsPicture: '它的权重',
  productPicture: '权重 × 像素',
  curve: 'z 在曲线上的位置',
  softmax: '最后一层的十个激活值之和为 1（softmax）：a = eᶻ / Σ eᶻ。它们不是“手写”页显示的校准概率。',
  restore: '撤销所有改动',
  changed: '你改动了这个网络。',
  weightOf: (name) => `${name} 的权重`,
};
