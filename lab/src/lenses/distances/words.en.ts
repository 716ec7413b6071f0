export const distances = {
  title: 'The same digit?',
  lead: 'You see at once that these are the same digit, yet their pixels hardly agree. That makes the task hard.',
  choose: 'Choose a digit',
  ten: (digit: string) => `Test digits labeled ${digit}`,
  reads: 'read as',
  readAll: (right: number, all: number) =>
    right === all ? `The network reads all ${all} correctly.` : `The network reads ${right} of ${all} correctly.`,
  farthest: (digit: string) => `The two ${digit}s that are farthest apart`,
  foreign: (digit: string, other: string) => `One of these ${digit}s and the ${other} nearest to it`,
  paradox: 'Judged by pixels, the two equal digits are farther apart than the two different ones.',
  noParadox: 'Here the two equal digits are nearer to each other. Try another digit.',
  formula: 'Distance: √Σ (x − y)² over 784 pixels from 0 to 1. The third picture shows the difference of each pixel.',
  difference: 'Difference of each pixel',
  matrix: 'Mean distances between the classes',
  matrixNote: (most: number) =>
    `At most ${most} test digits of each class; a digit is not compared with itself. Stronger color: smaller distance.`,
  known: 'Training digits to compare with',
  near: 'Which training digits look most like the current digit?',
  seek: 'Find the nearest training digits',
  drawFirst: 'There is no current digit. Draw one or click one above.',
  desk: 'current digit',
  network: 'network',
  contest: 'Nearest neighbor vs network',
  contestNote: (digits: string) =>
    `${digits} test digits, spread over the set. Which is correct more often: the label of the nearest training ` +
    'digit or the network’s answer?',
  measure: 'Measure',
  byNeighbour: (known: string) => `nearest of ${known} training digits`,
  byNetwork: 'current network',
  contestResult: (count: number, both: number) => `${count} test digits; both got ${both} of them wrong.`,
  cost: (numbers: string, parameters: string) =>
    `Nearest neighbor stores and compares ${numbers} pixels for each answer; the network has ${parameters} parameters.`,
};
