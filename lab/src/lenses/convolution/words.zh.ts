import type * as en from './words.en';

export const convolution: typeof en.convolution = {
  title: '卷积',
  lead: '一个小小的卷积核，用同样的几个权重扫过整张图。每个卷积核检测什么，为什么有用？',
  two: '几个网络',
  parameters: '个权重和偏置',
  saved: (percent) => `测试正确率 ${percent}`,
  shared: '卷积核在每个位置用同样的权重，所以卷积层只需要很少的参数；这个网络的参数大多在最后几层。',
  bearing: '对平移、旋转和缩放的稳健性',
  bearingNote: '各个网络识别的是同样变形的测试数字。旋转和平移的方向由随机种子决定。',
  sample: '测试数字',
  run: { shift: '测量平移', rotation: '测量旋转', scale: '测量缩放' },
  kinds: { shift: '平移', rotation: '旋转', scale: '缩放到' },
  names: { reference: '普通网络 784-16-16-10', cnn: '卷积网络', plain: '参数一样多的普通网络' },
  plain: (units) => `普通网络 784-${units || '…'}-10：参数和卷积网络一样多`,
  teach: '在这里训练它',
  teachAgain: '重新训练',
  taught: (seconds) => `在这里训练了 ${seconds} 秒。`,
  teachNote: (epochs) =>
    `训练一个参数一样多的普通网络，共 ${epochs} 轮，数据增强与卷积网络相同；卷积网络训练了 16 轮。之后可以在下面比较两者。`,
  stop: '停止',
  notYet: '还没有测量。',
  filters: '卷积核，以及它们检测什么',
  choose: (maps, kernel, channels) =>
    `${maps} 个 ${kernel}×${kernel} 的卷积核${channels > 1 ? `，输入是前一层的 ${channels} 张特征图` : ''}。请选一个。`,
  filter: (n) => `卷积核 ${n}`,
  weights: '它的权重',
  found: '它对当前数字的响应',
  sees: '最能激活它的图块',
  seesNote: (digits, side) =>
    `${digits} 个测试数字中响应最强的 ${side}×${side} 图块。点击一块，把那个数字设为当前数字。`,
  maps: '当前数字的所有特征图，逐层显示',
  onlyConvolution: '当前网络是普通网络，没有卷积核。',
  bring: '切换到卷积网络',
};
