import { systemReason } from '@conductor/types';
import { letGuardianAct, whyOver } from '../guardian/index.ts';
import { knownTrial } from '../recovery/known-trial.ts';
import { readPast } from '../recovery/read-past.ts';
import type { RecoveryGround } from '../recovery/recover-trial.ts';
import type { FailedReboot } from '../recovery/recovered-entries.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { judgeReturn } from './judge-return.ts';
import { type RebootRecord, readReboot } from './reboot-record.ts';
import { type TakenUpTrial, takeUpTrial } from './take-up-trial.ts';

/** What becomes of a trial that an earlier life left at a reboot. */
export type FollowedReboot =
  | { readonly kind: 'taken-up'; readonly trial: TakenUpTrial }
  /** It is brought to its end as any other. */
  | ({ readonly kind: 'failed' } & FailedReboot);

/** Goes on with a trial whose step has rebooted the host, or tells why it does not go on; `null` where no step has. Rejects with the reason of the signal. */
export async function followReboot(
  folder: TrialFolder,
  ground: RecoveryGround,
  signal: AbortSignal,
): Promise<FollowedReboot | null> {
  const record = readReboot(folder);
  if (record === null) {
    // Whoever was killed between forgetting the one and the other, or has lost the one, left a guardian that waits for nobody.
    await letGuardianAct(folder.path);
    return null;
  }
  const fail = async (reason: string): Promise<FollowedReboot> => {
    ground.onLog(`run ${record.run.runId}: ${record.step.phase} step ${record.step.index} has failed: ${reason}`);
    folder.forgetReboot();
    // One that waits for us pays now.
    await letGuardianAct(folder.path);
    return { kind: 'failed', step: record.step, reason };
  };
  try {
    return await tryToFollow(folder, record, ground, signal, fail);
  } catch (error) {
    signal.throwIfAborted();
    return fail(`the trial cannot be taken up again: ${systemReason(error)}`);
  }
}

async function tryToFollow(
  folder: TrialFolder,
  record: RebootRecord,
  ground: RecoveryGround,
  signal: AbortSignal,
  fail: (reason: string) => Promise<FollowedReboot>,
): Promise<FollowedReboot> {
  const known = knownTrial(folder);
  if (known?.file.kind !== 'whole') return fail(known?.file.reason ?? 'the trial was never loaded');
  const { bootId, clock, onLog } = ground;
  const reason = await whyOver(folder.path);
  if (reason !== null) return fail(reason);
  const verdict = judgeReturn(record, readPast(folder), { bootId, wall: clock.now() });
  if (verdict.kind === 'failed') return fail(verdict.reason);
  const { awayMs } = verdict;
  const trial = await takeUpTrial(folder, { file: known.file.file, record, awayMs }, ground, signal);
  onLog(
    `run ${record.run.runId}: this host was rebooted, and is back after ${(awayMs / 1000).toFixed(1)} s; its trial goes on`,
  );
  return { kind: 'taken-up', trial };
}
