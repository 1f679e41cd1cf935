import type { Part, PartResult } from './part.ts';
import { isFault } from './skips.ts';
import type { SkippedTest, TimedTest } from './tally.ts';

/** How many of the slowest tests are named. */
const SLOWEST = 5;
const NAME_WIDTH = 12;

/** The three numbers that a gate ends with. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One line for a part, as it ends. */
export function partLine({ part, state, durationMs, tally }: PartResult): string {
  const counts =
    part.kind === 'tests' && state !== 'not-run'
      ? `  ${countsOf(tally.passed, tally.failed, tally.skipped.length)}`
      : '';
  const mark = { passed: 'ok      ', failed: 'FAILED  ', 'not-run': 'NOT RUN ', interrupted: 'CUT OFF ' }[state];
  return `${mark} ${part.name.padEnd(NAME_WIDTH)} ${seconds(durationMs)}${counts}`;
}

/** All that a gate came to. */
export interface GateEnd {
  readonly results: readonly PartResult[];
  /** What would have followed, had the gate not been interrupted. */
  readonly notBegun: readonly Part[];
  readonly wallMs: number;
}

/** Everything that follows the parts' lines: failures in full, skipped tests, times, and the totals as the last line. */
export function summary({ results, notBegun, wallMs }: GateEnd, installable: boolean): string {
  return [
    ...results.filter(hasSomethingToTell).flatMap(failureLines),
    ...interruptedLines(results, notBegun),
    ...skippedLines(skippedTests(results), installable),
    ...timeLines(results, wallMs),
    '',
    totalsLine(totalsOf(results, installable)),
  ].join('\n');
}

/** Tests of all runs, each check counted as one; a skip that is a fault counts as failed. */
export function totalsOf(results: readonly PartResult[], installable: boolean): Totals {
  const sum = (count: (result: PartResult) => number) => results.reduce((total, result) => total + count(result), 0);
  const skipped = skippedTests(results);
  const faults = skipped.filter((test) => isFault(test, installable)).length;
  return {
    passed: sum((result) => result.tally.passed),
    failed: sum((result) => result.tally.failed) + faults,
    skipped: skipped.length - faults,
  };
}

/** The very last line of the gate. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  return countsOf(passed, failed, skipped);
}

function countsOf(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function skippedTests(results: readonly PartResult[]): SkippedTest[] {
  return results.flatMap((result) => result.tally.skipped);
}

/** Whether what a part printed is to be seen: of one that was cut off, when something had failed or is left of it. */
function hasSomethingToTell({ state, tally, isLeft }: PartResult): boolean {
  return state === 'interrupted' ? tally.failed > 0 || isLeft : state !== 'passed';
}

function interruptedLines(results: readonly PartResult[], notBegun: readonly Part[]): string[] {
  const cutOff = results.filter(({ state }) => state === 'interrupted').map(({ part }) => part.name);
  if (cutOff.length + notBegun.length === 0) return [];
  const names = (list: readonly string[]) => (list.length === 0 ? 'none' : list.join(', '));
  return ['', `Interrupted. Cut off: ${names(cutOff)}; not begun: ${names(notBegun.map(({ name }) => name))}`];
}

function failureLines({ part, output }: PartResult): string[] {
  return ['', `──── ${part.name}: ${part.command.join(' ')}`, output.trimEnd()];
}

function skippedLines(skipped: readonly SkippedTest[], installable: boolean): string[] {
  if (skipped.length === 0) return [];
  const lines = skipped.map(
    (test) => `  ${isFault(test, installable) ? 'FAULT ' : ''}${test.name}\n    ${test.reason}`,
  );
  return ['', 'Skipped tests, and why:', ...lines];
}

function timeLines(results: readonly PartResult[], wallMs: number): string[] {
  const parts = results
    .toSorted((one, other) => other.durationMs - one.durationMs)
    .map((result) => `${result.part.name} ${seconds(result.durationMs).trim()}`);
  const tests = results
    .flatMap((result) => result.tally.timed)
    .toSorted((one, other) => other.durationMs - one.durationMs)
    .slice(0, SLOWEST);
  return ['', `Where the ${seconds(wallMs).trim()} went: ${parts.join(', ')}`, ...slowestLines(tests)];
}

function slowestLines(tests: readonly TimedTest[]): string[] {
  if (tests.length === 0) return [];
  return ['Slowest tests:', ...tests.map((test) => `  ${seconds(test.durationMs)}  ${test.name}`)];
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`.padStart(8);
}
