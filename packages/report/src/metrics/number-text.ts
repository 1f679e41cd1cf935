const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;

/** A number as programs print it; `null` for anything else, also for one that no double can hold. */
export function parseNumber(text: string): number | null {
  const trimmed = text.trim();
  const value = NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

/** A number times a power of ten, to the last digit: 0.276 ms are 0.000276 s, and not 0.00027600000000000004. */
export function parseScaled(text: string, power: number): number | null {
  return /^[0-9.]+$/.test(text) ? parseNumber(`${text}e${power}`) : null;
}

const PREFIXES = ['', 'K', 'M', 'G', 'T', 'P'];

/** `1.30 G`, `13.4k`, `630.12K` by the factor between two prefixes; `null` when it is none. */
export function parsePrefixed(number: string, prefix: string, step: 1000 | 1024): number | null {
  const value = parseNumber(number);
  const power = PREFIXES.indexOf(prefix.toUpperCase());
  return value === null || power === -1 ? null : value * step ** power;
}
