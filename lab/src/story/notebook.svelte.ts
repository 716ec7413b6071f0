import { readKept, type Kept } from './notes';

const place = 'limpid.chapters';

/**
 * Which chapters were done, what was opened and what was noted, kept in this browser. Where it cannot be kept, it lives
 * as long as the page, and says so.
 */
class Notebook {
  isLost = $state(false);
  private kept = $state<Kept>(this.open());

  isDone(name: string): boolean {
    return this.kept.done.includes(name);
  }

  note(name: string): string {
    return this.kept.notes[name] ?? '';
  }

  seen(name: string): number[] {
    return this.kept.seen[name] ?? [];
  }

  finish(name: string, isDone: boolean): void {
    this.kept.done = this.kept.done.filter((each) => each !== name);
    if (isDone) this.kept.done.push(name);
    this.save();
  }

  write(name: string, text: string): void {
    this.kept.notes[name] = text;
    this.save();
  }

  visit(name: string, link: number): void {
    if (!this.seen(name).includes(link)) this.kept.seen[name] = [...this.seen(name), link];
    this.save();
  }

  clear(): void {
    this.kept = { done: [], notes: {}, seen: {} };
    this.save();
  }

  private open(): Kept {
    try {
      return readKept(localStorage.getItem(place));
    } catch {
      this.isLost = true; // storage is forbidden here
      return readKept(null);
    }
  }

  private save(): void {
    try {
      localStorage.setItem(place, JSON.stringify(this.kept));
      this.isLost = false;
    } catch {
      this.isLost = true; // forbidden, or full
    }
  }
}

export const notebook = new Notebook();
