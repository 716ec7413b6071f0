export const network = {
  title: 'Inside the network',
  lead: 'The brighter a neuron, the higher its activation. Point at a neuron to read its values; click to open it.',
  edges: 'Edges show',
  weights: 'weights w',
  contributions: 'contributions w·a',
  none: 'nothing',
  positive: 'positive',
  negative: 'negative',
  pixels: '784 pixels',
  layer: (n: number) => `layer ${n}`,
  outputs: 'digits',
  readPixel: (row: number, column: number, a: string) => `pixel in row ${row}, column ${column}: a = ${a}`,
  readNeuron: (layer: number, neuron: number, z: string, a: string) =>
    `layer ${layer}, neuron ${neuron + 1}: z = ${z}, a = ${a}`,
  point: 'Point at a neuron or a pixel to read its numbers.',
  answer: (verdict: string) => `${verdict}. This is the calibrated answer; the neurons show raw activations a.`,
  summary: (digit: string, a: string, first: number, second: number) =>
    `The brightest neuron is ${first + 1} in layer 1 and ${second + 1} in layer 2. In the last layer it is that of ` +
    `digit ${digit}, with activation a = ${a}.`,
  maps: 'Each square shows where one filter responds to the picture: the brighter, the stronger.',
  mapsLead: 'The feature maps of the convolutional network. They get smaller from layer to layer.',
  filters: (n: number, height: number, width: number) => `${n} maps of ${height}×${width}`,
};

export const neuron = {
  title: (layer: number, neuron: number) => `Layer ${layer}, neuron ${neuron + 1}`,
  digitTitle: (digit: string) => `The output neuron for digit ${digit}`,
  formula: 'The formula with its numbers',
  largest: 'The largest terms',
  from: 'from',
  pixel: (row: number, column: number) => `pixel ${row}, ${column}`,
  unit: (n: number) => `neuron ${n + 1}`,
  rest: (n: number) => `the other ${n}`,
  bias: 'bias b',
  biasNote:
    'The neuron lights up once the weighted sum exceeds −b; a larger b lowers that threshold. Change b and ' +
    'watch the network.',
  weightsPicture: 'Weights',
  productPicture: 'Weight × pixel',
  curve: 'z on the curve',
  softmax:
    'The ten activations of the last layer add up to 1 (softmax): a = eᶻ / Σ eᶻ. They are not the calibrated ' +
    'probabilities that “Draw” shows.',
  restore: 'Undo all changes',
  changed: 'You have changed this network.',
  weightOf: (name: string) => `weight of ${name}`,
};
