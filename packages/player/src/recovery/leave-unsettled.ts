import { killRun } from '../containment/kill-run.ts';
import { guardianState } from '../guardian/index.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { trialNameOf } from '../storage/trial-name.ts';
import { type EarlierTrial, earlierTrial } from './earlier-trial.ts';
import { knownTrial } from './known-trial.ts';
import type { RecoveryGround } from './recover-trial.ts';

/**
 * A trial that cannot be brought to its end: what its steps left is killed as far as it is found, and its Reset stays owed until
 * a person says that the host is in order. Says why, and what to do.
 */
export async function leaveUnsettled(
  folder: TrialFolder,
  { onLog }: Pick<RecoveryGround, 'onLog'>,
  error: unknown,
): Promise<EarlierTrial> {
  const found = await killRemains(folder).catch(reasonOf);
  const remains = typeof found === 'number' ? `${found} processes of it were killed` : `what may live of it: ${found}`;
  const { runId } = trialNameOf(folder.path);
  onLog(
    `the trial in ${folder.path} cannot be brought to its end: ${reasonOf(error)}; ${remains}; its Reset is owed, and no new ` +
      `run begins here: have its steps run (conduct reset ${runId}), or put this host in order yourself; ` +
      `then say so: player spool --remove ${runId} --settled`,
  );
  return owing(folder);
}

/** A guardian that is at work ends what is left itself, and its own steps are not to be hit. */
async function killRemains(folder: TrialFolder): Promise<number> {
  const { kind } = await guardianState(folder.path);
  const known = knownTrial(folder);
  if (kind === 'at-work' || known === null || known.playerName === '') return 0;
  return killRun({ runId: known.run.runId, playerName: known.playerName });
}

/** Also of a folder in which nothing can be read, its name tells whose Reset is owed. */
function owing(folder: TrialFolder): EarlierTrial {
  const { runId, caseName, trial } = trialNameOf(folder.path);
  const named = { folder, run: { runId, epoch: 1 }, trial: { caseName, trial }, loaded: new Date() };
  const nothing: EarlierTrial = { ...named, reset: 'unconfirmed', isOwed: true, isCollected: false, pendingBytes: 0 };
  try {
    return earlierTrial(folder, 'unconfirmed', true) ?? nothing;
  } catch {
    // Why it cannot be read was told.
    return nothing;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
