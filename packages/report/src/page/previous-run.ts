import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { RunResult, StartedTest } from '@conductor/types';
import { runFacts } from '../compare/run-facts.ts';
import { type Facts, whatDiffers } from '../compare/what-differs.ts';
import { loadRun } from '../load-run.ts';
import { openPlainFile } from '../plain-file.ts';
import type { Changes } from './sections/changes.ts';

/** What the effective test of a run may have; more is none that was made here. */
const TEST_BYTES = 64 * 2 ** 20;
/** The names of run directories are in the order of their times. */
const RUN_ID = /^\d{8}T\d{6}Z-[a-z0-9]+$/;

/** What a run was made with that the run of the same test before it was not; `null` when there is none, or it cannot be read. */
export async function changesSincePrevious(result: RunResult, directory: string): Promise<Changes | null> {
  const siblings = await readdir(path.join(directory, '..')).catch(() => []);
  const before = siblings.filter((name) => RUN_ID.test(name) && name < result.runId).sort();
  const last = before.at(-1);
  if (last === undefined || path.basename(path.resolve(directory)) !== result.runId) return null;
  try {
    const previous = path.join(directory, '..', last);
    const base = await factsIn(previous, await loadRun(previous));
    return { since: `run ${last}`, differs: whatDiffers(base, await factsIn(directory, result)) };
  } catch {
    // An old run that was damaged is no reason to have no page of a new one.
    return null;
  }
}

async function factsIn(directory: string, result: RunResult): Promise<Facts> {
  await using handle = await openPlainFile(path.join(directory, 'test', 'test.json'));
  const { size } = await handle.stat();
  if (size > TEST_BYTES) throw new Error(`test.json has ${size} bytes`);
  const test: StartedTest = JSON.parse(await handle.readFile('utf8'));
  return runFacts(result, test);
}
