import type { activations, optimizers } from '../../state/table';

type Optimizer = (typeof optimizers)[number];
type Activation = (typeof activations)[number];

/** For the sigmoid, whose slope is at most a quarter. */
const forSigmoid: Record<Optimizer, number> = { sgd: 3, momentum: 0.3, adam: 0.01, adamw: 0.01 };

/** Gradients of ReLU and tanh are larger: with the sigmoid's rate of plain gradient descent, units die or saturate. */
const forOthers: Record<Optimizer, number> = { sgd: 0.3, momentum: 0.03, adam: 0.003, adamw: 0.003 };

/** A learning rate that suits optimizer and activation: what is right for one is far too long a step for another. */
export function suitableRate(optimizer: Optimizer, activation: Activation): number {
  return (activation === 'sigmoid' ? forSigmoid : forOthers)[optimizer];
}

/** Ten digits: guessing gets a tenth of them right. */
const guessing = 0.2;

/** Whether a finished training came to no more than guessing: its units are dead or saturated. */
export function hasCollapsed(isFinished: boolean, accuracy: number | undefined): boolean {
  return isFinished && accuracy !== undefined && accuracy < guessing;
}
