import type { MetricField } from '@conductor/types';
import { type LineReader, numbersOr } from '../found.ts';
import { parseNumber, parsePrefixed } from '../number-text.ts';
import { Numbers } from '../numbers.ts';

type Field = MetricField<'wrk'>;

/** What wrk prints: times as `1.23ms`, bytes with prefixes of 1024, requests as they are. */
const TIME = '([0-9.]+)(us|ms|s|m|h)';
const PATTERNS: { readonly [F in Exclude<Field, 'errors'>]: RegExp } = {
  requests: /^Requests\/sec:\s+([0-9.]+)$/,
  transfer: /^Transfer\/sec:\s+([0-9.]+)([KMGTP]?)B$/,
  latency: new RegExp(`^\\s+Latency\\s+${TIME}\\s`),
  'latency-stdev': new RegExp(`^\\s+Latency\\s+\\S+\\s+${TIME}\\s`),
  'latency-max': new RegExp(`^\\s+Latency\\s+\\S+\\s+\\S+\\s+${TIME}\\s`),
  p50: new RegExp(`^\\s+50%\\s+${TIME}$`),
  p75: new RegExp(`^\\s+75%\\s+${TIME}$`),
  p90: new RegExp(`^\\s+90%\\s+${TIME}$`),
  p99: new RegExp(`^\\s+99%\\s+${TIME}$`),
};

const MULTIPLY: { readonly [unit: string]: number } = { s: 1, m: 60, h: 3600 };
const DIVIDE: { readonly [unit: string]: number } = { us: 1e6, ms: 1e3 };
const BITS = 8;

/** Reads what wrk says at its end; `transfer` in bit/s, times in seconds. */
export function wrkReader(field: Field): LineReader {
  if (field === 'errors') return errorsReader();
  const numbers = new Numbers();
  return {
    take: (line) => {
      const [, number, word = ''] = PATTERNS[field].exec(line) ?? [];
      const value = number === undefined ? null : numberOf(field, number, word);
      if (value !== null) numbers.add(value);
    },
    found: () => numbersOr(numbers, reason(field)),
  };
}

function numberOf(field: Exclude<Field, 'errors'>, number: string, word: string): number | null {
  if (field === 'requests') return parseNumber(number);
  const value = field === 'transfer' ? parsePrefixed(number, word, 1024) : parseNumber(number);
  if (value === null) return null;
  return field === 'transfer' ? value * BITS : (value * (MULTIPLY[word] ?? 1)) / (DIVIDE[word] ?? 1);
}

function reason(field: Field): string {
  return field.startsWith('p')
    ? 'no line of a percentile; wrk prints them with --latency'
    : 'no closing lines of wrk ("Requests/sec: …")';
}

/** Errors are only printed when there are any: a run that came to its end without such a line had none. */
function errorsReader(): LineReader {
  let errors = 0;
  const runs = new Numbers();
  return {
    take: (line) => {
      const [, connect, read, write, timeout] =
        /^ +Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)$/.exec(line) ?? [];
      for (const count of [connect, read, write, timeout]) errors += Number(count ?? 0);
      errors += Number(/^ +Non-2xx or 3xx responses: (\d+)$/.exec(line)?.[1] ?? 0);
      if (!PATTERNS.requests.test(line)) return;
      runs.add(errors);
      errors = 0;
    },
    found: () => numbersOr(runs, reason('errors')),
  };
}
