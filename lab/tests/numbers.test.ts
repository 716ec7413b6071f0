import { describe, expect, it } from 'vitest';
import { strength } from '../src/shared/edges';
import { brightness, layout, pixelAt, pixelUnder } from '../src/shared/layout';
import { ink, signed } from '../src/shared/paint';
import { count, recipe, total } from '../src/engine/architecture';
import { drawn, stages } from '../src/engine/calls';
import type { NetworkCard } from '../src/engine/engine';
import { bias, columnValues, row, terms } from '../src/engine/values';
import { en } from '../src/words/en';
import { zh } from '../src/words/zh';

describe('counting', () => {
  it('finds the 13,002 of the video', () =>
    expect(total(count([16, 16]))).toBe(784 * 16 + 16 * 16 + 16 * 10 + 16 + 16 + 10));
  it('counts a network without hidden layers', () => expect(total(count([]))).toBe(7850));
  it('makes a recipe of as many layers', () =>
    expect(
      JSON.stringify(
        recipe({ hidden: [16, 16], activation: 'relu', optimizer: 'sgd', rate: 1, batch: 1, seed: 1, epochs: 1 }, 0),
      ).match(/"dense"/g),
    ).toHaveLength(3));
});

describe('layers', () => {
  const card = { columns: [{ shape: [3, 1, 1] }, { shape: [2, 1, 1] }] } as unknown as NetworkCard;
  // 2 pixels; z and a of 3 neurons; z and a of 2.
  const values = Float32Array.from([5, 6, 1, 2, 3, 10, 20, 30, 4, 5, 40, 50]);
  const weights = [Float32Array.from([1, -2, 3, -4, 5, -6, 0.1, 0.2, 0.3]), new Float32Array(8)];
  const [first, second] = columnValues(card, values, weights);

  it('are cut out of one run of numbers', () => {
    expect([...first!.input]).toEqual([5, 6]);
    expect([...first!.z]).toEqual([1, 2, 3]);
    expect([...second!.input]).toEqual([10, 20, 30]);
    expect([...second!.a]).toEqual([40, 50]);
  });

  it('give a neuron its row and its bias', () => {
    expect([...row(first!, 1)]).toEqual([3, -4]);
    expect(bias(first!, 2)).toBeCloseTo(0.3);
  });

  it('give terms that add up, the largest first', () => {
    const sum = terms(first!, 2, 1);
    expect(sum.largest[0]).toEqual({ input: 1, w: -6, a: 6, product: -36 });
    expect(sum.rest).toBe(25);
    expect(sum.others).toBe(1);
  });

  it('weigh edges by w or by w·a', () => {
    expect([...strength(first!, 'weights', 0)]).toEqual([1, -2]);
    expect([...strength(first!, 'contributions', 0)]).toEqual([5, -12]);
  });
});

describe('drawing', () => {
  it.each([
    [328, [16, 16, 10]],
    [1200, [16, 16, 10]],
    [1200, [128, 10]],
    [700, [10]],
  ] as const)('keeps every neuron on a field of %i', (width, units) => {
    const place = layout(width, [...units]);
    for (const column of place.columns) {
      expect(column.x + column.radius).toBeLessThan(width);
      expect(Math.min(...column.y) - column.radius).toBeGreaterThanOrEqual(-1);
      expect(Math.max(...column.y) + column.radius).toBeLessThanOrEqual(place.height + 1);
      expect(column.x).toBeGreaterThan(place.grid.size);
    }
  });

  it('finds the pixel below the middle of each pixel', () => {
    const place = layout(900, [16, 10]);
    for (const pixel of [0, 27, 400, 783]) expect(pixelUnder(place, ...pixelAt(place, pixel))).toBe(pixel);
    expect(pixelUnder(place, place.grid.size + 1, 5)).toBe(-1);
  });

  it('shows activations from 0 to 1 whatever the function', () => {
    expect(brightness('sigmoid', [0.2])).toEqual([0.2]);
    expect(brightness('tanh', [-1, 1])).toEqual([0, 1]);
    expect(brightness('relu', [0, 4, 2])).toEqual([0, 1, 0.5]);
  });

  it('tells signs apart and leaves zero alone', () => {
    const data = signed([-1, 0, 1], 1, [1, 2, 3], [4, 5, 6], [7, 8, 9]);
    expect([...data]).toEqual([1, 2, 3, 255, 4, 5, 6, 255, 7, 8, 9, 255]);
    expect(ink([0, 255], 255)[4]).toBeGreaterThan(240);
  });
});

describe("the module's bytes", () => {
  it('are stages', () => {
    const found = stages(Uint8Array.from([2, 0, 1, 0, 7, 8, 1, 0, 1, 0, 9]));
    expect(found.map((stage) => [stage.width, stage.height, ...stage.pixels])).toEqual([
      [2, 1, 7, 8],
      [1, 1, 9],
    ]);
  });

  it('are what came of a drawing, wherever they lie', () => {
    const reading = new TextEncoder().encode('{"class":7}'),
      activations = new Uint8Array(Float32Array.of(0.5, -2).buffer);
    const bytes = Uint8Array.from([
      99,
      reading.length,
      0,
      0,
      0,
      ...reading,
      activations.length,
      0,
      0,
      0,
      ...activations,
      1,
      0,
      1,
      0,
      9,
    ]).subarray(1);
    const found = drawn(bytes);
    expect(found.reading.class).toBe(7);
    expect([...found.activations]).toEqual([0.5, -2]);
    expect(found.stages.map((stage) => [...stage.pixels])).toEqual([[9]]);
  });
});

describe('the words', () => {
  it('are the same in both languages, none of them empty or left in the other', () => {
    expect(keys(zh)).toEqual(keys(en));
    for (const text of Object.values(leaves(zh))) expect(String(text).trim()).not.toBe('');
  });

  function leaves(tree: object, path = ''): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'object' ? Object.entries(leaves(value as object, `${path}${key}.`)) : [[path + key, value]],
      ),
    );
  }

  function keys(tree: object): string[] {
    return Object.keys(leaves(tree)).sort();
  }
});
