import { PHASES } from '@conductor/types';
import type { GuardedTrial } from '../guardian/plan-guardian.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { writeNewFile } from '../storage/write-new-file.ts';
import { FileStore, filesFolder } from './file-store.ts';
import { putListFile } from './put-input.ts';
import { putFiles, putList } from './put-lists.ts';

/**
 * Writes down what each put step of a trial is to put, and looks whether the bytes are here. Rejects where some are not: nothing
 * of the trial may begin then.
 */
export async function readyPuts(
  { run, phases, putMark }: GuardedTrial,
  folder: TrialFolder,
  stateFolder: string,
): Promise<void> {
  const store = new FileStore(filesFolder(stateFolder, run.runId));
  for (const { path, sha256 } of putFiles(phases)) {
    if (!(await store.holds(sha256))) throw new Error(`the file that is to be put at ${path} was not delivered`);
  }
  for (const phase of PHASES) {
    for (const step of phases[phase]) {
      if (step.kind !== 'put') continue;
      await writeNewFile(putListFile(folder, { phase, index: step.index, attempt: 1 }), putList(phases, step, putMark));
    }
  }
}
