export const gradientStep = {
  title: 'One step of learning',
  lead:
    'One real step of gradient descent on the current digit. Open any number to see its factors and check it in a ' +
    'second way.',
  picture: 'Current digit',
  wanted: 'Target',
  cost: 'Cost',
  costs: { 'squared-error': '½ Σ (a − y)², as in the video', 'softmax-cross-entropy': 'cross-entropy, −ln a' },
  rate: 'Learning rate η',
  step: 'Take the step',
  stepBack: 'Undo the step',
  taken: (n: number) =>
    `${n === 1 ? 'One step' : `${n} steps`} taken. All views show the changed network. Links do not include steps.`,
  notTaken: 'Nothing has changed yet. The step changes every parameter of the network.',
  history: 'Cost by step',
  costTitle: 'The cost and each output’s share of it',
  half: 'The video omits the ½.',
  softmaxSquare: 'Softmax couples the ten outputs, so each δ depends on all: δₖ = aₖ · ((aₖ − yₖ) − Σⱼ (aⱼ − yⱼ) aⱼ).',
  softmaxCross: 'With softmax and cross-entropy, δ simplifies to δₖ = aₖ − yₖ.',
  neurons: 'Neurons of this layer and their δ',
  numbersOf: (neuron: number) => `Neuron ${neuron + 1}: parameters before and after`,
  largest: (n: number) => `The ${n} weights with the largest change:`,
  fresh: 'new w',
  openBias: (layer: number, neuron: number) => `Bias of neuron ${neuron + 1}, layer ${layer}`,
  openWeight: (layer: number, neuron: number, from: string) =>
    `Weight of neuron ${neuron + 1}, layer ${layer}, from ${from}`,
  whereDelta: 'Where δ comes from',
  terms: (n: number) => `The ${n} terms w · δ from the next layer`,
  check: 'Check without backpropagation',
  backward: 'Backward pass',
  apart: 'difference',
  checkNote:
    'A central difference: the number is moved a little to both sides, and a slow copy of the network runs ' +
    'forward in double precision. The backward pass uses float32, about seven digits; for a saturated neuron ' +
    'few of them remain in 1 − a.',
  tooLong: 'The cost went up: the step was too large. Try a smaller η.',
  audit: 'Check many at once',
  auditNote: 'A hundred parameters, spread over all layers.',
  auditRun: 'Check 100 parameters',
  auditResult: (n: number, median: string, worst: string) =>
    `${n} checked. Half of them differ by less than ${median}%; the largest difference is ${worst}% of the ` +
    'largest derivative.',
};
