import type { MetricField } from '@conductor/types';
import { type LineReader, numbersOr } from '../found.ts';
import { parseNumber } from '../number-text.ts';
import { Numbers } from '../numbers.ts';

/** What netperf puts above the last column, and how many bit/s or transactions a second one of it is. */
const HEADINGS: readonly (readonly [pattern: RegExp, kind: 'rate' | 'transactions', factor: number])[] = [
  [/10\^3bits\/s(?:ec)?\b/, 'rate', 1e3],
  [/10\^6bits\/s(?:ec)?\b/, 'rate', 1e6],
  [/10\^9bits\/s(?:ec)?\b/, 'rate', 1e9],
  [/KBytes\s*\/s(?:ec)?\b/, 'rate', 8 * 2 ** 10],
  [/MBytes\s*\/s(?:ec)?\b/, 'rate', 8 * 2 ** 20],
  [/GBytes\s*\/s(?:ec)?\b/, 'rate', 8 * 2 ** 30],
  [/\bper sec\b/, 'transactions', 1],
];

/** What stands under the headings. A UDP test has two rows: what was sent, and what was received of it. */
interface Table {
  readonly kind: 'rate' | 'transactions';
  readonly factor: number;
  readonly rows: number[];
}

/** Reads the tables of netperf. `throughput` is the last row of one: in a UDP test, what was received; `sent` is the first. */
export function netperfReader(field: MetricField<'netperf'>): LineReader {
  const numbers = new Numbers();
  let table: Table | null = null;
  const close = () => {
    if (table !== null && table.kind === (field === 'transactions' ? 'transactions' : 'rate')) {
      // The second row of a request/response test has sizes only.
      const row = field === 'throughput' ? table.rows.at(-1) : table.rows[0];
      if (row !== undefined) numbers.add(row * table.factor);
    }
    table = null;
  };
  return {
    take: (line) => {
      const heading = HEADINGS.find(([pattern]) => pattern.test(line));
      if (heading) {
        close();
        table = { kind: heading[1], factor: heading[2], rows: [] };
        return;
      }
      const cells = line.trim().split(/\s+/).map(parseNumber);
      const last = cells.at(-1);
      const isRow = cells.length >= 4 && cells.every((cell) => cell !== null);
      if (table !== null && isRow && typeof last === 'number' && table.rows.length < 2) table.rows.push(last);
      if (/\bTEST\b/.test(line)) close();
    },
    found: () => {
      close();
      return numbersOr(
        numbers,
        `no table of netperf with ${field === 'transactions' ? 'transactions' : 'a throughput'}`,
      );
    },
  };
}
