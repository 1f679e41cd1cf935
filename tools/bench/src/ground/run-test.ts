import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROGRAMS, type Program } from '@conductor/lab';
import type { RunEvent } from '@conductor/types';
import type { Ground } from './ground.ts';
import { LOOPBACK } from './site.ts';
import { succeed } from './succeed.ts';

/** Runs a test to its end, and returns what happened in it. Throws when it does not pass. */
export async function runTest(ground: Ground, test: string, site = LOOPBACK): Promise<readonly RunEvent[]> {
  await succeed(startTest(ground, test, site), 'conduct');
  return readEvents(join(resultsOf(test), 'latest'));
}

/** Starts a test; its run directory is `latest` below `resultsOf(test)`. */
export function startTest(ground: Ground, test: string, site = LOOPBACK): Program {
  const run = ['run', test, '--quiet', '--results', resultsOf(test)];
  return ground.start([process.execPath, PROGRAMS.conduct, ...run], { cwd: dirname(test), on: site.conductorOn });
}

/** Where the run directories of a test are. */
export function resultsOf(test: string): string {
  return join(dirname(test), 'results');
}

/** Where it is written down what happens in a run. */
export function eventsOf(runDirectory: string): string {
  return join(runDirectory, 'events.ndjson');
}

/** What happened in a run, in order of arrival; without a last line that was cut off. */
export function readEvents(runDirectory: string): readonly RunEvent[] {
  const lines = readFileSync(eventsOf(runDirectory), 'utf8').split('\n').slice(0, -1);
  return lines.map((line): RunEvent => JSON.parse(line));
}
