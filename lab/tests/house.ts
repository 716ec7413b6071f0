/** The laws of the lab's folders, as functions of its files, so that a house that breaks them can be tried too. */
export interface File {
  /** From lab/src on, as `lenses/whatIf/WhatIf.svelte`. */
  path: string;
  text: string;
}

export const mostColumns = 120;
export const mostLines = 200;

/** Lowest first: a folder imports those below it, and itself. Lenses and desks are rooms of their own. */
const levels = [['engine'], ['state'], ['words'], ['shared'], ['desk', 'lenses'], ['story'], ['frame']];

/** What may import sideways: the view of models has the fine-tuning on one's own digits in it. */
const allowed = new Set(['desk -> desk']);

/** words/en.ts and words/zh.ts join the texts that each folder keeps: these may be imported from below. */
const joinsWords = (path: string, target: string) =>
  /^words\/(en|zh)\.ts$/.test(path) && /\/words\.(en|zh)$/.test(target);

/** Imports that do not go down, each as an instruction. */
export function importsUp(files: File[]): string[] {
  return files.flatMap(({ path, text }) =>
    Array.from(text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g), (match) => resolve(path, match[1]!))
      .filter((target) => isUp(path, target))
      .map((target) => `${path} imports ${target}, which is not below it. Move what both need to shared.`),
  );
}

/** Lines that are too long; addresses of the web are let be. */
export function longLines(files: File[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .map((line, i) => ({ line, place: `${path}:${i + 1}` }))
      .filter(({ line }) => line.length > mostColumns && !line.includes('://'))
      .map(({ line, place }) => `${place}: ${line.length} columns, and ${mostColumns} are the most.`),
  );
}

function isUp(path: string, target: string): boolean {
  const [from, to] = [room(path), room(target)];
  if (from.whole === to.whole || from.folder === '' || to.folder === '') return false;
  if (allowed.has(`${from.folder} -> ${to.folder}`)) return false;
  return !joinsWords(path, target) && level(to.folder) >= level(from.folder);
}

function level(folder: string): number {
  return levels.findIndex((each) => each.includes(folder));
}

/** The folder of a file, and its room: each lens and each desk is one. */
function room(path: string): { folder: string; whole: string } {
  const parts = path.split('/');
  const folder = parts.length > 1 ? parts[0]! : '';
  const depth = folder === 'lenses' || folder === 'desk' ? 2 : 1;
  return { folder, whole: parts.slice(0, depth).join('/') };
}

function resolve(path: string, target: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
