import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROGRAMS } from '@conductor/lab';
import type { RunEvent } from '@conductor/types';
import type { Ground } from './ground.ts';
import { succeed } from './succeed.ts';

/** Runs a test to its end, and returns what happened in it. Throws when it does not pass. */
export async function runTest(ground: Ground, test: string, ...args: readonly string[]): Promise<readonly RunEvent[]> {
  const results = join(dirname(test), 'results');
  const run = ['run', test, '--quiet', '--results', results, ...args];
  await succeed(ground.start([process.execPath, PROGRAMS.conduct, ...run], dirname(test)), 'conduct');
  return readEvents(join(results, 'latest'));
}

function readEvents(runDirectory: string): readonly RunEvent[] {
  const lines = readFileSync(join(runDirectory, 'events.ndjson'), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): RunEvent => JSON.parse(line));
}
