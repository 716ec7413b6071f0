import { describe, expect, it } from 'vitest';
import { chapters, clock, terms } from '../src/story/chapters';
import type { NetworkCard } from '../src/engine/engine';
import { highest, patch } from '../src/lenses/convolution/receptiveField';
import { markdown, readKept } from '../src/story/notes';
import { en } from '../src/words/en';
import { zh } from '../src/words/zh';
import { extreme, joined, means, ofClass } from '../src/shared/nearest';
import { flips } from '../src/lenses/whatIf/flips';
import { apart, deltaTerms, largest, gradientPage, slope } from '../src/lenses/gradientStep/gradients';
import { columnValues, type ColumnValues } from '../src/engine/values';
import { back, length, nonZeroInputs, onward, partial, placed } from '../src/lenses/forward/forwardWalk';

const card = {
  columns: [
    { shape: [2, 1, 1], weights: 6, biases: 2 },
    { shape: [2, 1, 1], weights: 4, biases: 2 },
  ],
} as unknown as NetworkCard;
// 3 pixels, one of them 0; z and a of 2 neurons; z and a of 2.
const columns = columnValues(card, Float32Array.from([5, 0, 6, 1, 2, 0.5, 0.25, 4, 5, 40, 50]), [
  Float32Array.from([1, 2, 3, 4, 5, 6, 0.1, 0.2]),
  Float32Array.from([1, -2, 3, -4, 0, 0]),
]);

describe('a walk through the forward pass', () => {
  it('skips what is 0', () => expect(nonZeroInputs(columns[0]!)).toEqual([0, 2]));
  it('sums the products so far', () => expect(partial(columns[0]!, 1, [0, 2], 2)).toBe(4 * 5 + 6 * 6));

  it('passes every product, bias and activation of every neuron, once, and back', () => {
    const places = [placed(columns, { column: 0, neuron: 9, term: 0 })];
    places[0]!.neuron = 0;
    for (let at = onward(columns, places[0]!, 'term'); at; at = onward(columns, at, 'term')) places.push(at);
    expect(places).toHaveLength(2 * length(columns[0]!) + 2 * length(columns[1]!));
    const returned = [places.at(-1)!];
    for (let at = back(columns, returned[0]!, 'term'); at; at = back(columns, at, 'term')) returned.push(at);
    expect(returned.reverse()).toEqual(places);
  });

  it('jumps to the next neuron and layer', () => {
    expect(onward(columns, { column: 1, neuron: 0, term: 1 }, 'neuron')).toEqual({ column: 1, neuron: 1, term: 0 });
    expect(onward(columns, { column: 1, neuron: 0, term: 1 }, 'layer')).toEqual({ column: 2, neuron: 0, term: 0 });
    expect(onward(columns, { column: 2, neuron: 1, term: 0 }, 'neuron')).toBeUndefined();
  });
});

describe('the gradient step', () => {
  it('is cut out of one run of numbers', () => {
    const page = gradientPage(
      card,
      Float32Array.from({ length: 1 + 10 + 8 }, (_, i) => i),
    );
    expect(page.cost).toBe(0);
    expect([...page.layers[0]!.delta, ...page.layers[0]!.dw, ...page.layers[0]!.db]).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect([...page.layers[1]!.delta, ...page.layers[1]!.dw, ...page.layers[1]!.db]).toEqual([
      11, 12, 13, 14, 15, 16, 17, 18,
    ]);
  });

  it('sums what reaches a neuron from above', () => {
    const above = columns[1] as ColumnValues;
    expect(
      deltaTerms(above, { delta: Float32Array.from([10, 100]), dw: new Float32Array(), db: new Float32Array() }, 1).map(
        (term) => term.product,
      ),
    ).toEqual([-20, -400]);
  });

  it('knows the slopes', () => {
    expect(slope('sigmoid', 0, 0.5)).toBe(0.25);
    expect(slope('relu', -1, 0)).toBe(0);
    expect(slope('tanh', 0, 0)).toBe(1);
  });

  it('tells how far numbers are apart', () => {
    expect(apart(0, 0)).toBe(0);
    expect(apart(2, 1)).toBe(0.5);
    expect(largest([1, -3, 2], 2)).toEqual([1, 2]);
  });
});

describe('answers that flip', () => {
  it('are sorted by what became of them, the surest first', () => {
    const said = [
      [3, 0.9, 5, 0.4],
      [5, 0.9, 3, 0.5],
      [3, 0.9, 3, 0.9],
      [1, 0.5, 2, 0.6],
      [3, 1, 8, 0.8],
    ].flat();
    const found = flips([3, 3, 3, 3, 3], said);
    expect(found.lost.map((flip) => flip.index)).toEqual([4, 0]);
    expect(found.won.map((flip) => flip.index)).toEqual([1]);
    expect(found.other.map((flip) => flip.index)).toEqual([3]);
  });
});

describe('likeness', () => {
  const labels = [3, 8, 3, 8, 3];

  it('takes digits of a class, spread over the set', () => {
    expect(ofClass(labels, 3, 2)).toEqual([0, 2]);
    expect(ofClass(labels, 8, 9)).toEqual([1, 3]);
  });

  it('averages over the others of a class, not over the digit itself', () =>
    expect(means([0, 2, 4, 9], [0], [0, 2, 4, 1], (i) => (labels[i] === 3 ? 0 : 1), 2)).toEqual([3, 9]));
  it('finds the farthest and the nearest', () => {
    expect(extreme([5, 1, 7, 2], [0, 2], [1, 3], 1, () => true)).toEqual({ one: 2, two: 1, distance: 7 });
    expect(extreme([5, 1, 7, 2], [0, 2], [1, 3], -1, () => true)).toEqual({ one: 0, two: 3, distance: 1 });
    expect(extreme([5], [0], [1], 1, () => false)).toBeUndefined();
  });

  it('joins neighbours by nearness', () =>
    expect(joined([{ index: 9, distance: 2 }], [4, 1, 5, 3], 2)).toEqual([
      { index: 4, distance: 1 },
      { index: 9, distance: 2 },
    ]));
});

describe('what a map sees', () => {
  const picture = Uint8Array.from({ length: 784 }, (_, i) => i % 251);

  it('is cut out of the picture at its place, with paper beyond the edge', () => {
    const cut = patch(picture, [3, 2, -1], 14, 15); // second row, second column of a map of stride 2 and margin 1
    expect([cut.x, cut.y]).toEqual([1, 1]);
    expect([...cut.pixels.slice(0, 3)]).toEqual([29, 30, 31]);
    expect(patch(picture, [3, 2, -1], 14, 0).pixels[0]).toBe(0);
  });

  it('is found in the digits in which it stands highest', () =>
    expect(highest([1, 5, 9, 6, 3, 7, 2, 8], 2, 0, 1)).toEqual([{ index: 1, value: 3, place: 7 }]));
});

describe('notes', () => {
  const note = {
    title: 'Why?',
    time: '5:31',
    address: 'https://v',
    question: 'Is it so?',
    isDone: true,
    note: ' yes ',
    seen: [{ words: 'here', address: '#a' }],
  };
  const say = { measured: 'Measured', seen: 'Opened', notes: 'Notes', chapters: 'Chapters' };

  it('become Markdown', () => {
    const text = markdown('Mine', ['a fact'], [note, { ...note, isDone: false, note: '', seen: [] }], say);
    expect(text).toContain('## Measured\n\n- a fact\n');
    expect(text).toContain('### [x] [5:31](https://v) Why?\n\n> Is it so?\n\nOpened: [here](#a)\n\n**Notes**\n\nyes\n');
    expect(text).toContain('### [ ] [5:31]');
  });

  it.each([null, '', 'x', '[]', 'null', '{"done":5,"notes":[1],"seen":{"a":"b"}}'])(
    'that cannot be meant are begun anew: %s',
    (text) => {
      const kept = readKept(text);
      expect(kept.done).toEqual([]);
      expect(kept.seen).toEqual({});
    },
  );

  it('come back as they were kept', () => {
    const kept = { done: ['why'], notes: { why: 'text' }, seen: { why: [0, 1] } };
    expect(readKept(JSON.stringify(kept))).toEqual(kept);
  });
});

describe('the chapters', () => {
  it.each(['en', 'zh'] as const)('have words for every link, and go forward in time (%s)', (language) => {
    const words = { en, zh }[language].guide;
    for (const chapter of chapters) expect(words.chapters[chapter.name].links).toHaveLength(chapter.links.length);
    expect(chapters.map((chapter) => chapter.seconds)).toEqual(
      chapters.map((chapter) => chapter.seconds).toSorted((one, two) => one - two),
    );
    expect(Object.keys(terms).sort()).toEqual(Object.keys(words.glossary).sort());
    expect(clock(1023)).toBe('17:03');
  });
});
