import { describe, expect, test } from 'vitest';
import { ministatLines } from '../../src/ministat/ministat-lines.ts';
import { askMinistat } from '../oracle/ask-ministat.ts';
import { readMinistat } from '../oracle/ministat-vectors.ts';
import { losesMarks } from '../support/lost-marks.ts';
import { CONFIDENCES, type MinistatCall, ministatCalls, SETS } from '../support/ministat-sets.ts';

const MISSING = 'missing: ministat';

/** What we print for a call. */
function ours({ sets, confidence }: MinistatCall): readonly string[] {
  const named = sets.map((values, at) => ({ name: String(at + 1), values }));
  return ministatLines(named, { confidence });
}

/** Lines that are not the same. Where ministat lost marks of its plot, names, table and tests are compared alone. */
function differences(calls: readonly MinistatCall[], printed: readonly (readonly string[])[]): readonly string[] {
  return calls.flatMap((call, at) => {
    const isSame = sameRows(call, ours(call), printed[at] ?? []);
    return isSame ? [] : [`call ${at + 1}: they print\n${printed[at]?.join('\n')}\nand we\n${ours(call).join('\n')}`];
  });
}

function sameRows({ sets }: MinistatCall, our: readonly string[], their: readonly string[]): boolean {
  const isPlot = (line: string) => /^[+|][-| ].*[+|]$/.test(line) && line.length === 76;
  const [ourPlot, theirPlot] = [our.filter(isPlot), their.filter(isPlot)];
  const isRestSame = same(
    our.filter((line) => !isPlot(line)),
    their.filter((line) => !isPlot(line)),
  );
  if (!isRestSame || losesMarks(sets)) return isRestSame;
  // Rows of towers that are taller than that of the last set are not printed.
  const cut = ourPlot.length - theirPlot.length;
  return same([...ourPlot.slice(0, 1), ...ourPlot.slice(1 + cut)], theirPlot);
}

function same(our: readonly string[], their: readonly string[]): boolean {
  return our.length === their.length && our.every((line, row) => line === their[row]);
}

describe('what ministat prints', () => {
  const calls = ministatCalls();

  test('we print to the digit, as it was recorded for 200 sets of values', () => {
    expect(calls.flatMap(({ sets }) => sets)).toHaveLength(SETS);
    expect(differences(calls, readMinistat())).toEqual([]);
  });

  test('the ministat of this machine prints to the digit, too', async (context) => {
    const printed = await askMinistat(calls);
    if (printed === null) return context.skip(MISSING);
    expect(differences(calls, printed)).toEqual([]);
  });

  test("has Student's table in it, which we compute: every row and column but the wrong one", async (context) => {
    const rows = Array.from({ length: 98 }, (_, at) => at + 4);
    const table = CONFIDENCES.flatMap((confidence) =>
      rowsOfSix(rows).map((six) => ({ sets: farApart(six), confidence })),
    );
    const printed = await askMinistat(table);
    if (printed === null) return context.skip(MISSING);
    expect(printed.flat().filter((line) => line.startsWith('Difference'))).toHaveLength(
      CONFIDENCES.length * rows.length,
    );
    expect(differences(table, printed)).toEqual([]);
  });

  test('is not what we print where ministat loses the deviation: of values that differ by little of their size', () => {
    const values = [1e9, 1e9 + 1, 1e9 + 2];
    expect(ministatLines([{ name: 'a', values }]).at(-1)).toMatch(/ 1$/);
  });

  test('of values that are all the same has no plot', () => {
    const sets = [
      { name: 'a', values: [1, 1, 1] },
      { name: 'b', values: [1, 1, 1] },
    ];
    expect(ministatLines(sets)).toContain('[no plot, span is zero width]');
    expect(ministatLines(sets).at(-1)).toBe('No difference proven at 95.0% confidence');
  });
});

function rowsOfSix(rows: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(rows.length / 6) }, (_, at) => rows.slice(6 * at, 6 * at + 6));
}

/** A base of three values, and a set for each number of degrees of freedom that differs from it without any doubt. */
function farApart(freedoms: readonly number[]): readonly (readonly number[])[] {
  return [3, ...freedoms.map((freedom) => freedom - 1)].map((n, set) =>
    Array.from({ length: n }, (_, at) => 1 + 5 * Math.min(set, 1) + ((at * 7) % 11) / 100),
  );
}
