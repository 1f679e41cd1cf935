import type { PartResult } from './part.ts';
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
  const mark = { passed: 'ok      ', failed: 'FAILED  ', 'not-run': 'NOT RUN ' }[state];
  return `${mark} ${part.name.padEnd(NAME_WIDTH)} ${seconds(durationMs)}${counts}`;
}

/** Everything that follows the parts' lines: failures in full, skipped tests, times, and the totals as the last line. */
export function summary(results: readonly PartResult[], wallMs: number, installable: boolean): string {
  return [
    ...results.filter((result) => result.state !== 'passed').flatMap(failureLines),
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
