import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '@conductor/types';
import type { Ground } from './ground.ts';
import { peakUntilEnd } from './process-memory.ts';
import { eventsOf, readEvents, resultsOf, startTest } from './run-test.ts';
import type { Site } from './site.ts';
import { trialCounter } from './trial-counter.ts';
import { trialTimes } from './trial-times.ts';

const LOOK_MS = 1000;
const WHY_CHARACTERS = 2_000;

/** What came of a run of many trials. */
export interface TrialsRun {
  /** How long each trial took that ended and passed, in milliseconds. */
  readonly times: readonly number[];
  /** The most memory that `conduct` had. */
  readonly peakMb: number;
}

/**
 * Runs a test of many trials on a machine that may be slow: it is interrupted only when no further trial has begun, and the run is not
 * over either, for so long. What did not pass is no error here, and is told on stderr: it is missing in the result.
 */
export async function runTrials(ground: Ground, test: string, site: Site, stallsAfterMs: number): Promise<TrialsRun> {
  const conduct = startTest(ground, test, site);
  const runDirectory = join(resultsOf(test), 'latest');
  const trialsBegun = trialCounter(eventsOf(runDirectory));
  let begun = 0;
  let since = performance.now();
  const look = setInterval(() => {
    const now = trialsBegun();
    if (now > begun) since = performance.now();
    begun = now;
    if (performance.now() - since <= stallsAfterMs) return;
    conduct.kill('SIGINT');
    // What it still has to do has as long; from the third time it leaves at once.
    since = performance.now();
  }, LOOK_MS);
  const peakMb = await peakUntilEnd(conduct).finally(() => clearInterval(look));
  const { exitCode, signal, stdout, stderr } = await conduct.ended;
  // The report of so many players is long; what went wrong is at its end.
  if (exitCode !== 0)
    console.error(`conduct ended with ${exitCode ?? signal}: ${stderr}${stdout.slice(-WHY_CHARACTERS)}`);
  return { times: passedTimes(runDirectory), peakMb };
}

/** Of a run that was left at once there may be no result; then nothing is known to have passed. */
function passedTimes(runDirectory: string): number[] {
  const file = join(runDirectory, 'run.json');
  if (!existsSync(file)) return [];
  const result: RunResult = JSON.parse(readFileSync(file, 'utf8'));
  return trialTimes(readEvents(runDirectory)).filter((_, at) => result.trials[at]?.verdict === 'passed');
}
