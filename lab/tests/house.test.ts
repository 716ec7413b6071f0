import { describe, expect, it } from 'vitest';
import { importsUp, longLines, mostLines, type File } from './house';

const sources = import.meta.glob<string>('../src/**/*.{ts,svelte}', { query: '?raw', import: 'default', eager: true });
const files: File[] = Object.entries(sources).map(([path, text]) => ({ path: path.replace('../src/', ''), text }));

/** A file without its style sheet, which is a list. */
const code = (text: string) => text.replace(/<style>[^]*<\/style>/, '').trimEnd();

describe('the house of the lab', () => {
  it('has imports that go down only, and no lens that knows a lens', () => expect(importsUp(files)).toEqual([]));

  it('has no line that is too long', () => expect(longLines(files)).toEqual([]));

  it('has no file that is a wall', () =>
    expect(files.filter(({ text }) => code(text).split('\n').length > mostLines).map(({ path }) => path)).toEqual([]));
});

describe('a house that breaks the laws', () => {
  it.each([
    ['lenses/neuron/Neuron.svelte', "import { whatIf } from '../whatIf/whatIf.svelte';", 1],
    ['lenses/neuron/Neuron.svelte', "import { photo } from '../../desk/photo/photo.svelte';", 1],
    ['lenses/neuron/Neuron.svelte', "import { a } from './a';", 0],
    ['shared/a.ts', "import { whatIf } from '../lenses/whatIf/whatIf.svelte';", 1],
    ['shared/a.ts', "const later = import('../story/chapters');", 1],
    ['words/en.ts', "import { photo } from '../desk/photo/words.en';", 0],
    ['words/en.ts', "import { photo } from '../desk/photo/photo.svelte';", 1],
    ['engine/a.ts', "import { t } from '../words/words.svelte';", 1],
    ['story/a.ts', "import { training } from '../lenses/train/training.svelte';", 0],
    ['desk/photo/a.ts', "import { training } from '../../lenses/train/training.svelte';", 1],
  ])('%s with %s', (path, text, faults) => expect(importsUp([{ path, text }])).toHaveLength(faults));

  it('has long lines', () =>
    expect(longLines([{ path: 'shared/a.ts', text: `a;\n${'x'.repeat(121)}` }])).toHaveLength(1));
});
