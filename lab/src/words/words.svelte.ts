import { lab } from '../state/state.svelte';
import { en, type Words } from './en';
import { zh } from './zh';

/** The language in force: the one chosen, else the browser's. */
export function language(): 'en' | 'zh' {
  return (
    lab.lang ||
    ((navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag)) ?? 'en').toLowerCase().slice(0, 2) as 'en' | 'zh')
  );
}

/** All words of the page in it. */
export function t(): Words {
  return language() === 'zh' ? zh : en;
}

/** A number from 0 to 1 in percent. */
export function percent(share: number, digits = 1): string {
  const text = (100 * share).toFixed(digits),
    isNearlyAll = share < 1 && Number(text) === 100;
  return isNearlyAll ? `>${(100 - 10 ** -digits).toFixed(digits)}%` : `${text}%`;
}

/** A number for reading: true minus sign, as many digits as help. */
export function number(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A whole number with its thousands apart. */
export function whole(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number of any size for reading: so many digits that count, small and large ones with a power of ten. */
export function fine(value: number, digits = 4): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 0.01 && size < 10000) return number(value, Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
  const [front, power] = size.toExponential(digits - 1).split('e') as [string, string];
  const exponent = [...power.slice(1)].map((digit) => raised[Number(digit)]).join('');
  return `${value < 0 ? '−' : ''}${front}·10${power.startsWith('-') ? '⁻' : ''}${exponent}`;
}
