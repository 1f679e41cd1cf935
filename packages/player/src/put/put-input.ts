import type { StepId } from '@conductor/types';
import { guardianInput } from '../guardian/guardian-folder.ts';
import type { KeptTrial } from '../session/session-effect.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { filesFolder } from './file-store.ts';

/** What a shell is given for a step besides its text. */
export interface PutInput {
  /** The file that it reads; `null`: nothing. */
  readonly list: string | null;
  /** The folder that it works in; the player's own where there is none. */
  readonly place: string | undefined;
}

/** What the work on steps needs to know of their trial. */
interface InputGround {
  readonly kept: Pick<KeptTrial, 'run'>;
  readonly stateFolder: string;
  readonly folder: TrialFolder;
}

/** What a shell reads, and where it works, for a step that puts or puts back; any other reads nothing. */
export function putInput(
  id: StepId,
  reads: 'put' | 'put-back' | undefined,
  { kept, stateFolder, folder }: InputGround,
): PutInput {
  if (reads === undefined) return { list: null, place: undefined };
  if (reads === 'put') return { list: putListFile(folder, id), place: filesFolder(stateFolder, kept.run.runId) };
  return { list: guardianInput(folder.path, id.index), place: undefined };
}

/** Where the list of a put step is kept, beside its outputs. */
export function putListFile(folder: TrialFolder, id: StepId): string {
  return `${folder.stepBase({ ...id, attempt: 1 })}.put`;
}
