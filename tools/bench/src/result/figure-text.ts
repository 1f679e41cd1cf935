import type { Unit } from './row.ts';

const MB = 1_000_000;
const GB = 1_000_000_000;

/** A number with the digits that mean something: `0.07`, `1.83`, `24.1`, `1,230`. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return '∞';
  if (size >= 100) return Math.round(value).toLocaleString('en-US');
  if (size >= 10) return trimmed(value.toFixed(1));
  return trimmed(value.toFixed(size >= 1 ? 2 : 3));
}

/** A number with its unit: `24.1 ms`. */
export function valueText(value: number, unit: Unit): string {
  return unit === 'count' ? numberText(value) : `${numberText(value)} ${unit}`;
}

/** A size in the unit that people say it in: `1 GB`, `100 MB`. */
export function sizeText(bytes: number): string {
  return bytes >= GB ? `${numberText(bytes / GB)} GB` : `${numberText(bytes / MB)} MB`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
