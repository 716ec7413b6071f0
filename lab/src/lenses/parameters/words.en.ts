export const parameters = {
  title: 'Counting the parameters',
  lead:
    'Every connection has a weight and every neuron has a bias. Change the layers and see how many parameters ' +
    'training has to find.',
  hidden: (n: number) => `Hidden layer ${n}`,
  neurons: (n: number) => `${n} neurons`,
  add: 'Add a layer',
  remove: 'Remove',
  weights: 'weights',
  biases: 'biases',
  numbers: 'parameters in total',
  video: 'The video’s 13,002',
  share: 'Parameters by layer',
  between: (a: string, b: string) => `${a} → ${b}`,
  input: '784 pixels',
  output: '10 digits',
  train: 'Train this network',
};
