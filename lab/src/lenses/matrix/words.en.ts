export const matrix = {
  title: 'One layer, one matrix product',
  lead: 'All neurons of a layer at once. Each row of W is one neuron. Point at a row to see its sum.',
  layer: 'Layer',
  w: 'W',
  a: 'a',
  b: 'b',
  z: 'z',
  out: 'σ(z)',
  rowSum: (row: number) => `Row ${row + 1}`,
  sizes: (rows: number, columns: number) => `${rows} rows × ${columns} columns`,
  onlyPlain:
    'This view needs a network of dense layers with sigmoid, ReLU, tanh or softmax, without normalization. ' +
    'Choose 784-16-16-10 above.',
  next: 'is the input a of the next layer',
  timing: 'Loops vs matrix product',
  timingNote:
    'The same result computed by two plain loops and by the engine’s matrix product. Both are timed in this browser.',
  timingServer:
    'The same result computed by two plain loops and by the engine’s matrix product. Both are timed on the server.',
  time: 'Time this layer',
  timingNow: 'Timing…',
  way: 'method',
  microseconds: 'µs per picture',
  rate: 'products w·a per µs',
  faster: 'vs the loops',
  ways: {
    loop: 'two loops',
    product: 'product, one picture',
    together: (n: number) => `product, ${n} pictures at once`,
  },
  timed: (products: string, apart: string) => `${products} products w·a each. The results differ by at most ${apart}.`,
  timedSame: (products: string) => `${products} products w·a each. The results are equal bit for bit.`,
  zeros: (n: string) => `${n} inputs are 0: the loops multiply them anyway, the matrix product skips them.`,
  loops: 'The two loops',
};
