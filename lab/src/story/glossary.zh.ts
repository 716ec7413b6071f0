import type * as en from './glossary.en';

export const glossary: typeof en.glossary = {
  neuron: { term: '神经元', text: '输出一个数的函数：前一层的加权和加上偏置，再经过激活函数。' },
  activation: {
    term: '激活值',
    text: '神经元对一张图输出的数。最后一层的激活值是原始输出；“手写”页显示的是校准后的概率。',
  },
  layer: {
    term: '层',
    text: '输入相同的一组神经元。层和神经元都从 1 数起，输入是第 0 层；1:3 是第一个隐藏层（隐含层）的第三个神经元。',
  },
  weight: { term: '权重', text: '一个输入对神经元有多重要；为负表示起相反的作用。' },
  bias: { term: '偏置（偏差）', text: '加到加权和上的数。加权和超过 −b 时神经元才会亮起来；b 越大，这道门槛越低。' },
  sigmoid: { term: 'sigmoid 函数（σ）', text: 'σ(z) = 1 / (1 + e⁻ᶻ)：把任何数变到 0 和 1 之间。' },
  relu: { term: 'ReLU（线性整流）', text: 'max(0, z)：正数保留，其余变成 0。' },
  softmax: { term: 'softmax', text: 'aₖ = eᶻᵏ / Σ eᶻ：把十个数变成总和为 1 的比例。' },
  matrix: { term: '矩阵与向量的乘积', text: 'W a：W 的每一行是一个神经元的权重，给出一个加权和。' },
  parameter: { term: '参数', text: '权重或偏置：训练会改变的数。' },
  trainingSet: { term: '训练集', text: '用于训练的带标签的数字。MNIST 有 60,000 个。' },
  testSet: { term: '测试集', text: '不用于训练的另一些数字，用来检验真正学到了什么。MNIST 有 10,000 个。' },
  cost: { term: '代价', text: '用一个数表示答案错得多厉害。训练就是让它变小。' },
  gradient: { term: '梯度', text: '代价随每个参数变化的快慢：所有斜率放在一起。' },
  backpropagation: { term: '反向传播', text: '从最后一层回到第一层，一次求出所有斜率的办法。' },
  descent: { term: '梯度下降', text: '反复地把每个参数沿斜率的反方向稍微改变一点。' },
  rate: { term: '学习率（η）', text: '一步有多大。太大时，代价反而升高。' },
  batch: { term: '批', text: '每一步对梯度取平均所用的那些数字。' },
  epoch: { term: '轮', text: '把整个训练集过一遍。' },
  accuracy: { term: '正确率', text: '认对的数字所占的比例。' },
  calibration: {
    term: '校准',
    text: '把握为 90% 的答案，应当有 90% 是对的。Limpid 用验证数字拟合温度 T，显示 softmax(z / T)。',
  },
  convolution: { term: '卷积', text: '一个小小的卷积核，用同样的权重扫过图中的每个位置。' },
  featureMap: { term: '特征图', text: '一个卷积核的响应：吻合处明亮。' },
  nearest: { term: '最近邻', text: '不用训练的识别方法：最像的已知图片是什么标签，就回答什么。' },
};
