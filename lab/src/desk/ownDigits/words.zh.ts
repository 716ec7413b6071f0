import type * as en from './words.en';

export const ownDigits: typeof en.ownDigits = {
  title: '你的笔迹',
  lead: '写一个数字，选出它是几，然后保存。每种都保存几个，就可以用你的笔迹微调网络。',
  label: '这个数字是',
  keep: '保存',
  kept: (n) => `已保存 ${n} 个`,
  none: '还没有保存任何数字。',
  remove: (label) => `删除这个 ${label}`,
  clear: '全部删除',
  sureClear: '确定全部删除？',
  save: '下载为 IDX',
  saveNote: '图片和标签两个文件，格式与 MNIST 相同，limpid train 也能读取。',
  teach: '微调网络',
  teaching: (percent) => `正在微调…… ${percent}`,
  teachNote: '当前网络继续在你的数字上训练：每次都略微旋转和平移，并混入一些训练数字，以免忘记原来学到的。',
  noRehearsal: '这里没有训练数字，网络只在你的数字上训练，可能会忘记别的写法。',
  result: (before, after) => `你的数字：之前认对 ${before}，现在认对 ${after}。`,
  stored: '保存在这个浏览器里，直到你删除。',
  full: '浏览器的存储空间已满，关闭页面后这些数字会丢失。请下载保存。',
  forbidden: '浏览器不允许页面存储数据，关闭页面后这些数字会丢失。请下载保存。',
};
