/** A dense layer's share of the parameters of a plain network. */
export interface LayerCount {
  inputs: number;
  units: number;
  weights: number;
}

export const pixels = 784;
export const classes = 10;
export const mostLayers = 8;
export const mostUnits = 128;

/** The layers of a plain network: 784 pixels, the hidden layers, 10 digits. */
export function count(hidden: readonly number[]): LayerCount[] {
  const sizes = [pixels, ...hidden, classes];
  return sizes.slice(1).map((units, i) => ({ inputs: sizes[i]!, units, weights: sizes[i]! * units }));
}

/** All weights and biases. */
export function total(layers: LayerCount[]): number {
  return layers.reduce((sum, layer) => sum + layer.weights + layer.units, 0);
}

/** What a page chooses of a training. */
export interface Choice {
  hidden: number[];
  activation: string;
  optimizer: string;
  rate: number;
  batch: number;
  seed: number;
  epochs: number;
}

/** The choice in few words: 784-16-16-10 sigmoid adamw 0.01 #1. */
export function named(choice: Pick<Choice, 'hidden' | 'activation' | 'optimizer' | 'rate' | 'seed'>): string {
  const { hidden, activation, optimizer, rate, seed } = choice;
  return `${[pixels, ...hidden, classes].join('-')} ${activation} ${optimizer} ${rate} #${seed}`;
}

/**
 * Digits that are held out of a training to validate it: of MNIST's 60,000 as many as everywhere else, of few an
 * eighth.
 */
export function validating(digits: number): number {
  return Math.min(5000, Math.floor(digits / 8));
}

/** A recipe as the engine reads it: the page's choices, and the digits that validate. */
export function recipe(choice: Choice, validation: number): object {
  const weights = { type: choice.activation === 'relu' ? 'he-uniform' : 'glorot-uniform' };
  const layers = choice.hidden.flatMap((units): object[] => [
    { type: 'dense', units, weights },
    { type: choice.activation },
  ]);
  return {
    data: 'mnist',
    architecture: {
      input: { channels: 1, height: 28, width: 28 },
      body: { layers: [...layers, { type: 'dense', units: classes }, { type: 'softmax' }] },
    },
    loss: { type: 'squared-error' },
    optimizer: { type: choice.optimizer, rate: choice.rate },
    batchSize: choice.batch,
    epochs: choice.epochs,
    seed: choice.seed,
    validation,
  };
}

/** Hidden neurons of the plain network of one hidden layer whose weights and biases are nearest to so many. */
export function unitsFor(parameters: number): number {
  return Math.max(1, Math.round((parameters - classes) / (pixels + 1 + classes)));
}

/**
 * How such a network is exportTrained: in the way of the convolutional one, its digits bent a little, but for few
 * epochs.
 */
export function plainRecipe(units: number, epochs: number, seed: number, validation: number): object {
  return {
    data: 'mnist',
    architecture: {
      input: { channels: 1, height: 28, width: 28 },
      body: {
        layers: [
          { type: 'dense', units, weights: { type: 'he-uniform' } },
          { type: 'relu' },
          { type: 'dense', units: classes },
          { type: 'softmax' },
        ],
      },
    },
    loss: { type: 'softmax-cross-entropy' },
    optimizer: { type: 'adamw', rate: 0.003, weightDecay: 0.05 },
    schedule: { type: 'one-cycle' },
    augmentations: [
      { type: 'rotate', degrees: 10 },
      { type: 'shift', pixels: 1.5 },
      { type: 'scale', share: 0.1 },
      { type: 'shear', slant: 0.1 },
    ],
    batchSize: 128,
    epochs,
    seed,
    validation,
  };
}
