export const problems = {
  network: 'The connection failed. Check the network, then try again.',
  missing: (file: string, status: number) =>
    status === 404 ? `${file} is missing from this copy of the site.` : `${file} could not be loaded (${status}).`,
  internal: 'The engine could not read this. The file or link may be damaged, or made by another version.',
  engine: (message: string) => message,
};

export const supply = {
  none:
    'This copy of the site has no digits, so there are no examples, no training and no misread digits. Open the ' +
    'MNIST files here, or run limpid data get mnist and build the site again.',
  few: (training: string, test: string) =>
    `This copy of the site has a small part of MNIST: ${training} training digits and ${test} test digits. With ` +
    'so few, networks learn less and accuracy is a rough estimate.',
  whole: (training: string, test: string) => `MNIST: ${training} training digits, ${test} test digits.`,
  given: (training: string, test: string) => `Your files: ${training} training digits, ${test} test digits.`,
  open: 'Open IDX files (pictures and labels)',
  opening: 'Reading the files…',
  kept: 'The digits have not changed.',
  faults: {
    empty: (file: string) => `${file} is empty.`,
    tooLarge: (file: string, _: string, __: string, most: number) =>
      `${file} is larger than ${most} MB (compressed or not), the most that the page opens.`,
    damaged: (file: string) => `${file} cannot be decompressed: it is damaged or incomplete. Download it again.`,
    notIdx: (file: string) =>
      `${file} is not an IDX file of bytes. Choose files such as train-images-idx3-ubyte, compressed or not.`,
    wrongLength: (file: string, expected: string, came: string) =>
      `${file} should hold ${expected} bytes of data but holds ${came}. Download it again.`,
    notDigits: (file: string) => `${file} holds neither 28×28 pictures nor labels from 0 to 9.`,
    twice: (file: string) =>
      `${file} is the second file of its kind. Files with t10k or test in their names are test digits, all ` +
      'others training digits.',
    alone: (file: string) => `${file} is missing its other half. Choose pictures and labels together.`,
    unequal: (file: string, pictures: string, labels: string) =>
      `${file} has ${pictures} pictures but there are ${labels} labels. Choose both from the same set.`,
  },
};
