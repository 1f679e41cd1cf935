import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PHASES, type RunEvent, type Test } from '@conductor/types';
import { type NewRun, RunDirectory } from '../../src/run-directory.ts';

export const RUN_ID = '20261123T231500Z-k3f9';

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'conductor-results-'));
  // What was given up may have a write under way, which makes a folder "not empty" while it is removed.
  const patience = { maxRetries: 20, retryDelay: 20 };
  return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true, ...patience }) };
}

/** What a new run directory is made of. */
export function newRun(root: string, test: Test): NewRun {
  return {
    root,
    test,
    runId: RUN_ID,
    sources: [{ file: 'sample.cfg', content: '[Test]\n' }],
    phases: PHASES,
    conductor: 'tester@bench1',
    version: '1.0.0',
    insecure: false,
  };
}

/** A new run directory for a test. */
export function newDirectory(root: string, test: Test, observe?: (event: RunEvent) => void): Promise<RunDirectory> {
  return RunDirectory.create({ ...newRun(root, test), ...(observe === undefined ? {} : { observe }) });
}
