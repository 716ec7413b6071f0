import { describe, expect, it } from 'vitest';
import { entry, hashOf, restored } from '../src/state/history';
import { read } from '../src/state/table';

describe('the history', () => {
  it('has an entry for each view', () => {
    expect(entry(read('#view=train'), 'draw')).toEqual({ kind: 'push', hash: '#view=train' });
    expect(entry(read('#view=train&seed=2'), 'train')).toEqual({ kind: 'replace', hash: '#view=train&seed=2' });
  });

  it('has no hash for the page as it opens', () => expect(hashOf(read(''))).toBe(''));

  it('goes back to a view and its choices, and keeps picture, network and settings', () => {
    const now = read('#view=draw&lang=zh&model=cnn&edits=1.3.406%3D-1.5&strokes=40405050&batch=8');
    const back = restored('#view=train&batch=64&lang=en&model=reference', now);
    expect([back.view, back.batch]).toEqual(['train', 64]);
    expect([back.lang, back.model, back.edits, back.strokes]).toEqual([now.lang, now.model, now.edits, now.strokes]);
  });
});
