import { color, type Color } from './paint';

/**
 * The colours of signs and marks in the theme in force, as the style sheet has them: asked of the browser once a theme,
 * for each question makes it lay out the page.
 */
class Palette {
  plus = $state.raw('');
  minus = $state.raw('');
  zero = $state.raw('');
  focus = $state.raw('');
  /** Below 0, 0, and above, as numbers. */
  signs = $derived([color(this.minus), color(this.zero), color(this.plus)] as const satisfies Color[]);

  /** To be called when the theme has changed. */
  read(): void {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['plus', 'minus', 'zero', 'focus'] as const)
      this[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

export const palette = new Palette();
