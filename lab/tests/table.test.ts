import { describe, expect, it } from 'vitest';
import { read, table, write } from '../src/state/table';

describe('the address', () => {
  it('is empty where everything is as usual', () => expect(write(read(''))).toBe(''));

  it('brings back what it was written from', () => {
    const state = read('');
    Object.assign(state, {
      view: 'train',
      lang: 'zh',
      strokes: [
        [
          [0, 255],
          [12, 13],
        ],
        [[7, 8]],
      ],
      hidden: [30, 20, 10],
      rate: 0.003,
      beside: [
        { hidden: [16, 16], activation: 'relu', optimizer: 'sgd', rate: 0.1, seed: 7 },
        { hidden: [], activation: 'tanh', optimizer: 'adamw', rate: 1e-5, seed: 0 },
      ],
      example: 42,
      edits: [
        { column: 1, neuron: 3, input: 406, value: -1.5 },
        { column: 2, neuron: 0, input: -1, value: 3e-7 },
      ],
      off: [{ column: 2, neuron: 4 }],
      noise: 0.5,
      paint: state.paint.map((_, i) => ((i % 7) % 3) - 1),
    });
    expect(read(write(state))).toEqual(state);
  });

  it('can say that there are no hidden layers', () =>
    expect(read(write({ ...read(''), hidden: [] })).hidden).toEqual([]));

  it.each([
    'view=attic',
    'rate=-1',
    'rate=',
    'batch=1.5',
    'seed=1e9',
    'hidden=16-0',
    'hidden=1-2-3-4-5-6-7-8-9',
    'beside=16*relu*sgd*0.1',
    'beside=16*relu*sgd*0.1*1_',
    'beside=16*swish*sgd*0.1*1',
    'hidden=16-999',
    'strokes=0',
    'strokes=00zz',
    'paint=783z',
    'example=-2',
    '%',
    'edits=1.2.3',
    'edits=1.2.3=',
    'edits=1.2.3=x',
    'edits=1.2.3=1e999',
    'off=1',
    'off=1.2_',
    'noise=9',
    'lang=xx&theme=pink',
  ])('takes what is usual for %s', (hash) => expect(write(read(hash))).toBe(''));

  it('knows every entry by a usual value that its own text gives back', () => {
    for (const entry of Object.values(table)) {
      const any = entry as { usual: unknown; read: (text: string) => unknown; write: (value: never) => string };
      const text = any.write(any.usual as never);
      if (text !== '') expect(any.read(text)).toEqual(any.usual);
    }
  });
});
