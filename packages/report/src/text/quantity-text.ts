import type { BaseUnit } from '@conductor/types';

/** Significant digits that are shown: more would claim what no measurement of a host can. */
const DIGITS = 4;

const SI: readonly Prefix[] = [
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
  ['', 1],
];
/** Longer times than a second stay in seconds: a measurement is compared with others, and minutes are hard to. */
const PART: readonly Prefix[] = [
  ['', 1],
  ['m', 1e-3],
  ['µ', 1e-6],
  ['n', 1e-9],
];
/** Those that the files have for `1/s`; in `k/s` and `M/s` the prefix stands in the place of the 1. */
const PER_SECOND: readonly Prefix[] = [
  ['M', 1e6],
  ['k', 1e3],
  ['', 1],
];
const NONE: readonly Prefix[] = [['', 1]];

type Prefix = readonly [name: string, factor: number];

const PREFIXES: { readonly [U in BaseUnit]: readonly Prefix[] } = {
  'bit/s': SI,
  B: SI,
  'pkt/s': SI,
  pkt: NONE,
  s: PART,
  '%': NONE,
  '1/s': PER_SECOND,
  '': NONE,
};

/** A value with its unit as people say it, four digits of it: `9.413 Gbit/s`, `0.25 %`, `83.2 µs`, `1718`. */
export function formatQuantity(value: number, unit: BaseUnit): string {
  const prefixes = PREFIXES[unit];
  const size = Math.abs(value);
  // The rounded value decides: 999.96 k is 1 M.
  const fits = prefixes.find(([, factor]) => rounded(size / factor) >= 1) ?? (size === 0 ? undefined : prefixes.at(-1));
  const [prefix, factor] = fits ?? ['', 1];
  const name = `${prefix}${unit === '1/s' && prefix !== '' ? '/s' : unit}`;
  return `${digits(value / factor)}${name === '' ? '' : ` ${name}`}`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

/** Whole numbers are counts, and are shown whole as far as doubles have every one. */
function digits(value: number): string {
  return Number.isSafeInteger(value) ? String(value) : String(rounded(value));
}
