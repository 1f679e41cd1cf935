import type { RunResult } from '@conductor/types';
import { count } from '../text/quantities.ts';

/** The results of every trial are here. */
export function isHome({ trials, test }: RunResult): boolean {
  return trials.length >= test.trials && trials.every(({ endTime }) => endTime !== null);
}

/** Every step passed, and yet the run did not: it was taken over, cut, or never told all. The exit code tells the truth. */
export function isBelied({ verdict, exitCode }: RunResult): boolean {
  return verdict === 'passed' && exitCode !== null && exitCode !== 0;
}

/** What a run came to, in a word. */
export function verdictWord(result: RunResult): string {
  return isBelied(result) ? 'not passed' : result.verdict;
}

/** `failed: 3 trials (2 passed, 1 failed), exit code 1`. */
export function verdictLine(result: RunResult): string {
  const { exitCode, trials, test } = result;
  const counts = { passed: 0, failed: 0, skipped: 0, unknown: 0 };
  for (const trial of trials) counts[trial.verdict] += 1;
  const parts = Object.entries(counts).flatMap(([word, number]) => (number === 0 ? [] : [`${number} ${word}`]));
  const missing = test.trials - trials.length;
  const isCollected = result.writtenBy === 'collector';
  if (missing > 0) parts.push(`${missing} ${isCollected ? 'not here' : 'never began'}`);
  const exit = isCollected ? collectedText(result) : exitText(exitCode);
  return `${verdictWord(result)}: ${count(test.trials, 'trial')} (${parts.join(', ')}), ${exit}`;
}

function exitText(exitCode: number | null): string {
  return exitCode === null ? 'the run was never told to end' : `exit code ${exitCode}`;
}

/** What a collector knows of the end; the exit code is in the directory that `conduct` writes. */
function collectedText(result: RunResult): string {
  const here = isHome(result) ? 'all results are here' : 'not all results are here';
  return `${here}; the exit code is with conduct`;
}
