/** A chapter as it is written down. */
export interface Note {
  title: string;
  time: string;
  address: string;
  question: string;
  isDone: boolean;
  note: string;
  /** What was opened from it: words and an address that opens it again. */
  seen: { words: string; address: string }[];
}

/** What was seen and noted, as Markdown. Words for people come in `say`. */
export function markdown(
  title: string,
  facts: string[],
  notes: Note[],
  say: { measured: string; seen: string; notes: string; chapters: string },
): string {
  const lines = [`# ${title}`, ''];
  if (facts.length > 0) lines.push(`## ${say.measured}`, '', ...facts.map((fact) => `- ${fact}`), '');
  lines.push(`## ${say.chapters}`, '');
  for (const each of notes) {
    lines.push(
      `### [${each.isDone ? 'x' : ' '}] [${each.time}](${each.address}) ${each.title}`,
      '',
      `> ${each.question}`,
      '',
    );
    if (each.seen.length > 0)
      lines.push(`${say.seen}: ${each.seen.map((link) => `[${link.words}](${link.address})`).join(' · ')}`, '');
    if (each.note.trim() !== '') lines.push(`**${say.notes}**`, '', each.note.trim(), '');
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

/** What is kept between visits; whatever cannot be meant is left out. */
export interface Kept {
  done: string[];
  notes: Record<string, string>;
  seen: Record<string, number[]>;
}

export function readKept(text: string | null): Kept {
  const kept: Kept = { done: [], notes: {}, seen: {} };
  try {
    const given = JSON.parse(text ?? '{}') as Partial<Kept> | null;
    if (Array.isArray(given?.done)) kept.done = given.done.filter((name) => typeof name === 'string');
    for (const [name, note] of Object.entries(given?.notes ?? {}))
      if (typeof note === 'string') kept.notes[name] = note;
    for (const [name, seen] of Object.entries(given?.seen ?? {}))
      if (Array.isArray(seen)) kept.seen[name] = seen.filter((i) => Number.isInteger(i));
  } catch {
    return kept; // something else was written there: begin anew
  }
  return kept;
}
