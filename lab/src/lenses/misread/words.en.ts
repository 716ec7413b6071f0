export const misread = {
  title: 'Misread digits',
  lead: (digits: string) =>
    `All ${digits} test digits; none was used for training. Rows: the true digit. Columns: the network’s answer.`,
  run: (digits: string) => `Classify all ${digits}`,
  running: (percent: string) => `Classifying… ${percent}`,
  result: (right: string, digits: string, percent: string) => `${right} of ${digits} correct: ${percent}`,
  cell: (n: number, written: string, said: string) => `${n} × ${written} read as ${said}`,
  surest: 'The most confident mistakes',
  chosen: (written: string, said: string) => `${written} read as ${said}`,
  open: 'Click a digit to make it the current digit.',
  said: (digit: string, percent: string) => `read as ${digit}, ${percent}`,
};
