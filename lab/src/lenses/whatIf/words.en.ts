export const whatIf = {
  title: 'What if?',
  lead:
    'Change a number, switch a neuron off, or add noise to all weights. All test digits are classified again at ' +
    'once, and those with a new answer are shown.',
  before: 'accuracy before',
  after: 'accuracy after',
  difference: 'change in correct digits',
  progress: 'Test digits classified again',
  scoring: 'Classifying the test digits again…',
  scored: (digits: string, ms: string) =>
    `${digits} digits classified again in ${ms} ms. Only the layers from the change onward had to run.`,
  choose: 'Choose a neuron',
  pick: 'Choose a neuron in the diagram to change its bias and weights, or to switch it off.',
  noise: 'Noise on all weights',
  otherNoise: 'New noise',
  noiseNote: (seed: number) =>
    `At 1 the noise has the same standard deviation as the weights of the layer. Seed ${seed}: a link ` +
    'reproduces the same noise.',
  changes: 'Your changes',
  isOff: 'off',
  switchOff: 'Switch this neuron off',
  switchOn: 'Switch it on again',
  cut: 'Cut this connection (w = 0)',
  pixelRow: 'row of the pixel',
  pixelColumn: 'column of the pixel',
  flipped: (n: string) => `${n} answers changed`,
  none: 'The network answers as before.',
  lost: 'Correct before, wrong now',
  won: 'Wrong before, correct now',
  other: 'Wrong before, wrong in another way now',
  surest: (n: number) => `the ${n} most confident`,
  turned: (written: string, before: string, after: string) => `${written}: read as ${before} before, as ${after} now`,
};
