/** What makes digits hard to tell apart by their pixels, and what filters see in them. */
export const sight = {
  distances: {
    title: 'The same digit?',
    lead: 'You see at once that these are the same digit. Their pixels hardly agree: that is what makes the task hard.',
    choose: 'Choose a digit',
    ten: (digit: string) => `Ways to write a ${digit}, from the test set`,
    reads: 'read as',
    readAll: (right: number, all: number) =>
      right === all ? `The network reads all ${all} right.` : `The network reads ${right} of the ${all} right.`,
    farthest: (digit: string) => `The two ${digit}s among them that are farthest apart`,
    foreign: (digit: string, other: string) => `One of these ${digit}s and the ${other} that is nearest to it`,
    paradox: 'By their pixels, the two of one kind are farther apart than the two of different kinds.',
    noParadox: 'Here the two of one kind are nearer to each other. Try another digit.',
    formula: 'Distance: √Σ (x − y)² over 784 pixels from 0 to 1. The third picture is the difference, pixel by pixel.',
    difference: 'Difference, pixel by pixel',
    matrix: 'Mean distances between the classes',
    matrixNote: (most: number) =>
      `At most ${most} test digits of each class; a digit is not compared with itself. The nearer, the stronger the colour.`,
    known: 'Training digits that are compared with',
    near: 'Who looks most like the digit on the desk?',
    seek: 'Find its nearest training digits',
    drawFirst: 'Nothing is on the desk: draw a digit or click one above.',
    desk: 'on the desk',
    network: 'network',
    contest: 'Nearest neighbour against network',
    contestNote: (digits: string) =>
      `${digits} test digits, spread over the set. The nearest training digit’s label, or the network’s answer: which is right more often?`,
    measure: 'Measure it here',
    byNeighbour: (known: string) => `nearest of ${known} training digits`,
    byNetwork: 'the network on the desk',
    contestResult: (count: number, both: number) => `${count} test digits; ${both} of them were too hard for both.`,
    cost: (numbers: string, parameters: string) =>
      `The neighbour must keep and compare ${numbers} pixels for each answer; the network has ${parameters} numbers.`,
  },
  convolution: {
    title: 'Convolution',
    lead: 'One small filter looks at every place of the picture with the same few weights. What does each see, and what is it good for?',
    two: 'The networks',
    parameters: 'weights and biases',
    saved: (percent: string) => `${percent} of the test digits right`,
    shared:
      'A filter’s weights are used at every place, so a convolutional layer does much with few numbers; most of this network’s numbers stand in its last layers.',
    bearing: 'Shift, turn, resize: who still reads?',
    bearingNote:
      'The same test digits, bent in the same way, for all the networks. Rotation goes left or right and shift goes any way, as the seed has it.',
    sample: 'Test digits',
    run: { shift: 'Measure shift', rotation: 'Measure rotation', scale: 'Measure size' },
    kinds: { shift: 'Shifted by', rotation: 'Turned by', scale: 'Drawn at' },
    names: { reference: 'plain, 784-16-16-10', cnn: 'convolutional', plain: 'plain, of as many numbers' },
    plain: (units: number) => `Plain, 784-${units || '…'}-10: as many numbers as the convolutional one`,
    teach: 'Train it here',
    teachAgain: 'Train it again',
    taught: (seconds: string) => `Trained here in ${seconds} s.`,
    teachNote: (epochs: number) =>
      `The plain network of as many numbers is trained here, ${epochs} times through the digits, bent a little as the convolutional one’s were; that one had 16 times. Then both can be measured below.`,
    stop: 'Stop',
    notYet: 'Not measured yet.',
    filters: 'The filters, and what each sees',
    choose: (maps: number, kernel: number, channels: number) =>
      `${maps} filters of ${kernel}×${kernel}${channels > 1 ? ` over the ${channels} maps below` : ''}. Choose one.`,
    filter: (n: number) => `filter ${n}`,
    weights: 'Its weights',
    found: 'What it found in your digit',
    sees: 'What fires it most',
    seesNote: (digits: number, side: number) =>
      `Of ${digits} test digits, the pieces of ${side}×${side} pixels to which it answered most. Click one to put its digit on the desk.`,
    maps: 'All maps of your digit, layer by layer',
    onlyConvolution: 'A plain network is on the desk: it has no filters to look at.',
    bring: 'Put the convolutional one there',
  },
};
