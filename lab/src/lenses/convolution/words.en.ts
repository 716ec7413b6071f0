export const convolution = {
  title: 'Convolution',
  lead:
    'A small filter slides over the picture with the same few weights. What does each filter detect, and why does ' +
    'it help?',
  two: 'The networks',
  parameters: 'weights and biases',
  saved: (percent: string) => `${percent} test accuracy`,
  shared:
    'A filter uses the same weights at every position, so a convolutional layer needs few parameters. Most ' +
    'parameters of this network are in its last layers.',
  bearing: 'Robustness to shift, rotation and scale',
  bearingNote:
    'All networks get the same transformed test digits. The seed decides the direction of rotation and shift.',
  sample: 'Test digits',
  run: { shift: 'Measure shift', rotation: 'Measure rotation', scale: 'Measure scale' },
  kinds: { shift: 'Shifted by', rotation: 'Rotated by', scale: 'Scaled to' },
  names: { reference: 'plain, 784-16-16-10', cnn: 'convolutional', plain: 'plain, as many parameters' },
  plain: (units: number) => `Plain, 784-${units || '…'}-10: as many parameters as the convolutional one`,
  teach: 'Train it here',
  teachAgain: 'Train it again',
  taught: (seconds: string) => `Trained here in ${seconds} s.`,
  teachNote: (epochs: number) =>
    `Trains a plain network with as many parameters for ${epochs} epochs, with the same augmentation as the ` +
    'convolutional one, which had 16 epochs. You can then compare both below.',
  stop: 'Stop',
  notYet: 'Not measured yet.',
  filters: 'The filters and what they detect',
  choose: (maps: number, kernel: number, channels: number) =>
    `${maps} filters of ${kernel}×${kernel}${channels > 1 ? ` over the ${channels} maps below` : ''}. Choose one.`,
  filter: (n: number) => `filter ${n}`,
  weights: 'Its weights',
  found: 'Its response to the current digit',
  sees: 'What activates it most',
  seesNote: (digits: number, side: number) =>
    `The ${side}×${side} patches of ${digits} test digits with the strongest response. Click one to make it the ` +
    'current digit.',
  maps: 'All feature maps of the current digit, by layer',
  onlyConvolution: 'The current network is plain and has no filters.',
  bring: 'Switch to the convolutional network',
};
