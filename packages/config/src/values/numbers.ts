import { type Reader, type Reading, read, refused } from './reading.ts';

/** A whole number within bounds, in decimal digits. */
export function wholeNumber(least: number, most: number): Reader<number> {
  return (text) => {
    const value = /^[0-9]{1,15}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? read(value) : refused(`a whole number from ${least} to ${most}`);
  };
}

/** `6970`. */
export const port = wholeNumber(1, 65_535);

/** Bounds of a duration in milliseconds. */
export interface DurationBounds {
  readonly least: number;
  readonly most: number;
  /** Allows parts of a millisecond. */
  readonly fine?: boolean;
}

const MS_BY_UNIT = new Map([
  ['ms', 1],
  ['', 1000],
  ['s', 1000],
  ['sec', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
]);

/** `30`, `2.5`, `5ms`, `2s`, `1m`, `1 h`: a plain number counts seconds. Gives milliseconds. */
export function duration({ least, most, fine = false }: DurationBounds): Reader<number> {
  const expected = `a duration from ${spell(least)} to ${spell(most)}, such as 30 (seconds), 500ms, 2m or 1h`;
  return (text) => {
    const value = amount(text, MS_BY_UNIT);
    if (value === undefined || value < least || value > most) return refused(expected);
    return fine || Number.isInteger(value) ? read(value) : refused(`${expected}, in whole milliseconds`);
  };
}

const BYTES_BY_UNIT = new Map([
  ['', 1],
  ['b', 1],
  ...['k', 'm', 'g', 't'].flatMap((prefix, place): [string, number][] => [
    [`${prefix}ib`, 1024 ** (place + 1)],
    [`${prefix}b`, 1000 ** (place + 1)],
  ]),
]);

/** `1000000`, `64MiB`, `1 GiB`, `10 MB`. Gives bytes. */
export const size: Reader<number> = (text): Reading<number> => {
  const value = amount(text, BYTES_BY_UNIT);
  const isSize = value !== undefined && value >= 1 && value <= Number.MAX_SAFE_INTEGER;
  return isSize ? read(Math.floor(value)) : refused('a size such as 1000000 (bytes), 64 MiB or 1 GiB');
};

/** A number with a unit, without regard to the unit's case; rounded where decimal fractions are not exact. */
function amount(text: string, units: ReadonlyMap<string, number>): number | undefined {
  const [, digits, unit = ''] = /^([0-9]{1,15}(?:\.[0-9]{1,9})?) {0,3}([a-zA-Z]{0,3})$/.exec(text) ?? [];
  const factor = units.get(unit.toLowerCase());
  if (digits === undefined || factor === undefined) return undefined;
  return Math.round(Number(digits) * factor * 1e6) / 1e6;
}

function spell(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  return ms < 86_400_000 ? `${ms / 1000} s` : `${Math.floor(ms / 86_400_000)} days`;
}
