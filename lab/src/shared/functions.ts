/** Activations as formulas, to be drawn; the engine's own are what is computed with. */
export const curves: Record<string, (z: number) => number> = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  relu: (z) => Math.max(0, z),
  tanh: Math.tanh,
};
