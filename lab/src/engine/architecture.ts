/** A dense layer's share of the parameters of a plain network. */
export interface LayerCount {
  inputs: number;
  units: number;
  weights: number;
}

export const pixels = 784;
export const classes = 10;
export const mostLayers = 4;
export const mostUnits = 128;

/** The layers of a plain network: 784 pixels, the hidden layers, 10 digits. */
export function count(hidden: number[]): LayerCount[] {
  const sizes = [pixels, ...hidden, classes];
  return sizes.slice(1).map((units, i) => ({ inputs: sizes[i]!, units, weights: sizes[i]! * units }));
}

/** All weights and biases. */
export function total(layers: LayerCount[]): number {
  return layers.reduce((sum, layer) => sum + layer.weights + layer.units, 0);
}

/** A recipe as the engine reads it: the page's choices, and nothing else. */
export function recipe(choice: { hidden: number[]; activation: string; optimizer: string; rate: number; batch: number; seed: number; epochs: number }): object {
  const weights = { type: choice.activation === 'relu' ? 'he-uniform' : 'glorot-uniform' };
  const layers = choice.hidden.flatMap((units): object[] => [{ type: 'dense', units, weights }, { type: choice.activation }]);
  return {
    data: 'mnist',
    architecture: { input: { channels: 1, height: 28, width: 28 }, body: { layers: [...layers, { type: 'dense', units: classes }, { type: 'softmax' }] } },
    loss: { type: 'squared-error' },
    optimizer: { type: choice.optimizer, rate: choice.rate },
    batchSize: choice.batch,
    epochs: choice.epochs,
    seed: choice.seed,
  };
}
