import type * as en from './words.en';

export const problems: typeof en.problems = {
  network: '连接失败。请检查网络，然后重试。',
  missing: (file, status) => (status === 404 ? `这个网站缺少 ${file}。` : `无法加载 ${file}（${status}）。`),
  internal: '引擎无法读取这些内容。文件或链接可能已损坏，或来自其他版本。',
  engine: (message) => `引擎报告：${message}`,
};

export const supply: typeof en.supply = {
  none: '这个网站没有附带数字，所以没有示例，也不能训练或查看认错的数字。可以在这里打开 MNIST 的文件，或运行 limpid data get mnist 后重新构建网站。',
  few: (training, test) =>
    `这个网站只附带了 MNIST 的一小部分：${training} 个训练数字，${test} 个测试数字。数字这么少，网络学到的也少，正确率只是粗略的估计。`,
  whole: (training, test) => `MNIST：${training} 个训练数字，${test} 个测试数字。`,
  given: (training, test) => `你的文件：${training} 个训练数字，${test} 个测试数字。`,
  open: '打开 IDX 文件（图片和标签）',
  opening: '正在读取文件……',
  kept: '原来的数字没有改变。',
  faults: {
    empty: (file) => `${file} 是空的。`,
    tooLarge: (file, _, __, most) => `${file} 压缩或解压后超过 ${most} MB，页面无法打开。`,
    damaged: (file) => `${file} 无法解压：文件已损坏或不完整。请重新下载。`,
    notIdx: (file) => `${file} 不是字节类型的 IDX 文件。请选择 train-images-idx3-ubyte 之类的文件，压缩与否都可以。`,
    wrongLength: (file, expected, came) => `${file} 应有 ${expected} 字节的数据，实际有 ${came} 字节。请重新下载。`,
    notDigits: (file) => `${file} 里既不是 28×28 像素的图片，也不是 0 到 9 的标签。`,
    twice: (file) => `${file} 是第二个同类文件。文件名含 t10k 或 test 的是测试数字，其余的是训练数字。`,
    alone: (file) => `${file} 缺少另一半。请同时选择图片和标签。`,
    unequal: (file, pictures, labels) => `${file} 有 ${pictures} 张图片，标签却有 ${labels} 个。请取自同一组。`,
  },
};
