/** Each term, and what it means. */
export const glossary = {
  neuron: {
    term: 'neuron',
    text:
      'A function that returns one number: the weighted sum of the previous layer plus a bias, passed through an ' +
      'activation function.',
  },
  activation: {
    term: 'activation',
    text:
      'The number that a neuron holds for one picture. In the last layer it is the raw output; “Draw” shows ' +
      'calibrated probabilities instead.',
  },
  layer: {
    term: 'layer',
    text:
      'Neurons that take the same inputs. Layers and neurons are counted from 1; the input is layer 0, so 1:3 is ' +
      'the third neuron of the first hidden layer.',
  },
  weight: { term: 'weight', text: 'How much an input counts for a neuron. A negative weight counts against it.' },
  bias: {
    term: 'bias',
    text:
      'A number added to the weighted sum. The neuron lights up once the sum exceeds −b; a larger b lowers that ' +
      'threshold.',
  },
  sigmoid: { term: 'sigmoid (σ)', text: 'σ(z) = 1 / (1 + e⁻ᶻ): maps every number into 0 to 1.' },
  relu: { term: 'ReLU', text: 'max(0, z): keeps positive numbers and turns the rest into 0.' },
  softmax: { term: 'softmax', text: 'aₖ = eᶻᵏ / Σ eᶻ: turns ten numbers into shares that add up to 1.' },
  matrix: { term: 'matrix-vector product', text: 'W a: each row of W, one neuron’s weights, gives one weighted sum.' },
  parameter: { term: 'parameter', text: 'A weight or a bias: a number that training changes.' },
  trainingSet: { term: 'training set', text: 'The labeled digits used for training. MNIST has 60,000.' },
  testSet: { term: 'test set', text: 'Other digits, held back to measure what was really learned. MNIST has 10,000.' },
  cost: { term: 'cost', text: 'One number for how wrong an answer is. Training makes it small.' },
  gradient: { term: 'gradient', text: 'How much the cost changes with each parameter: all slopes together.' },
  backpropagation: {
    term: 'backpropagation',
    text: 'The algorithm that computes all slopes in one pass, from the last layer back to the first.',
  },
  descent: { term: 'gradient descent', text: 'Changing every parameter a little against its slope, over and over.' },
  rate: { term: 'learning rate (η)', text: 'The step size. If it is too large, the cost goes up.' },
  batch: { term: 'batch', text: 'The digits whose gradients are averaged for one step.' },
  epoch: { term: 'epoch', text: 'One pass through the whole training set.' },
  accuracy: { term: 'accuracy', text: 'The share of digits that are read correctly.' },
  calibration: {
    term: 'calibration',
    text:
      'Of all answers given as 90% sure, 90% should be correct. Limpid fits a temperature T on validation digits ' +
      'and shows softmax(z / T).',
  },
  convolution: {
    term: 'convolution',
    text: 'A small filter slides over the picture with the same weights at every position.',
  },
  featureMap: { term: 'feature map', text: 'The response of one filter: bright where it matches.' },
  nearest: {
    term: 'nearest neighbor',
    text: 'Classification without training: answer with the label of the most similar known picture.',
  },
};
