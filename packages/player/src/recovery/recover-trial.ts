import { rm } from 'node:fs/promises';
import { encodeJournalRecord } from '@conductor/protocol';
import { type Clock, ConductorError, type ResetState, type StateComparison, systemReason } from '@conductor/types';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { recoveredTrialEntries } from '../audit/trial-entries.ts';
import { removeGroups } from '../containment/cgroup.ts';
import type { Containment } from '../containment/containment.ts';
import {
  type GuardianEntry,
  type GuardianPlan,
  planGuardian,
  readGuardianLog,
  type Settled,
} from '../guardian/index.ts';
import type { GuardianGround } from '../guardian/plan-guardian.ts';
import { isSameBoot } from '../same-boot.ts';
import { forgetResetSecrets } from '../secrets/reset-secrets.ts';
import { HostState } from '../state/host-state.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { heldSteps } from './held-steps.ts';
import { type KnownTrial, knownTrial, type ReadFile } from './known-trial.ts';
import { readPast } from './read-past.ts';
import { type FailedReboot, recoveredEntries, resetStateOf } from './recovered-entries.ts';
import { settleDebt } from './settle-debt.ts';
import type { TrialPast } from './trial-past.ts';

/** What is needed to recover trials. */
export interface RecoveryGround extends GuardianGround {
  readonly clock: Clock;
  readonly audit: Pick<AuditLog, 'note' | 'flush' | 'ensure'>;
  readonly containment: Containment;
  /** Whom steps run as. */
  readonly user: string;
  /** Told what was found and done, one sentence each. */
  readonly onLog: (text: string) => void;
}

/**
 * Brings a trial of an earlier life of the player to its end: what it left is ended, its Reset is paid if that is owed, and
 * what happened is written into a segment of the journal of its own. Resolves with what became of Reset; `null` for a
 * trial that was never loaded, whose folder goes. Rejects with a ConductorError `storage`, or with the reason of the signal.
 */
export async function recoverTrial(
  folder: TrialFolder,
  reboot: FailedReboot | null,
  ground: RecoveryGround,
  signal: AbortSignal,
): Promise<ResetState | null> {
  const known = knownTrial(folder);
  if (known === null) {
    await rm(folder.path, { recursive: true, force: true });
    return null;
  }
  const past = readPast(folder);
  const cause = causeOf(known, ground);
  const say = (text: string) => ground.onLog(`run ${known.run.runId}, trial ${known.trial.trial}: ${text}`);
  if (past.closed === null) say(`${cause} ${whereOf(past)}`);
  const plan = () => planAgain(known.file, ground);
  const settled = await settleDebt({ folder: folder.path, past, plan, say }, signal);
  if (settled === 'none' && past.lastSeq === 0 && known.file.kind === 'damaged') throw unknowable(known.file.reason);
  if (known.file.kind === 'damaged') say(`${known.file.reason}; what its guardian was given has served instead`);
  await forgetResetSecrets(folder.path).catch((error: Error) => say(error.message));
  removeGroups(known.cgroupFolder);
  const guardian = await whatGuardiansDid(folder, past, settled);
  const reset = resetStateOf({ past, settled });
  if (past.closed !== null && guardian.length === 0) return reset;
  const now = ground.clock.now();
  const comparison = reset === 'paid' && past.closed === null ? await compareHost(folder, known, ground, signal) : null;
  const entries = recoveredEntries({ folder, known, past, cause, settled, guardian, comparison, reboot, now });
  const held = heldSteps({ folder, known, past, bootId: ground.bootId });
  await audit(recoveredTrialEntries(known, { told: entries, held, guardian, cause, user: ground.user }), ground);
  try {
    folder.writeSegment(past.segments + 1, segmentText(entries, past.lastSeq, ground.clock));
    say(`${SENTENCES[reset]}; what its steps printed is kept until it is collected`);
  } catch (error) {
    // What is done is done, whether or not the disk takes it; the next start has it in the guardian's log again.
    say(`${SENTENCES[reset]}; that cannot be written down: ${systemReason(error)}`);
  }
  return reset;
}

/** Whether the host is as it was before the Startup of that trial; `null` where nobody asked. A boot changes too much to tell. */
async function compareHost(
  folder: TrialFolder,
  known: KnownTrial,
  ground: RecoveryGround,
  signal: AbortSignal,
): Promise<StateComparison | null> {
  if (known.file.kind === 'damaged' || !known.file.file.state) return null;
  const isSame = isSameBoot(known.bootId, ground.bootId);
  if (isSame === null)
    return { kind: 'not-compared', reason: 'whether this host was started anew since cannot be told' };
  if (!isSame) return { kind: 'not-compared', reason: 'this host was started anew since' };
  const { file } = known.file;
  const noteLeader = () => undefined;
  return new HostState(folder.path, file, file.state ?? [], { ...ground, noteLeader }).compare(signal);
}

/** On the disk before the journal says that all is told: who is killed between the two tells it again. */
async function audit(entries: readonly AuditEntry[], { audit }: RecoveryGround): Promise<void> {
  for (const entry of entries) audit.note(entry);
  await audit.flush();
}

const SENTENCES: Readonly<Record<ResetState, string>> = {
  paid: 'nothing of it lives, and its Reset was paid',
  'not-owed': 'nothing of it lives, and no Reset was owed',
  waived: 'nothing of it lives; its Reset was left to the user',
  unconfirmed: 'nothing of it lives; whether its Reset ran to its end cannot be told',
};

/** Later segments are written when all is over: nothing happens to a trial after them. */
async function whatGuardiansDid(
  folder: TrialFolder,
  past: TrialPast,
  settled: Settled,
): Promise<readonly GuardianEntry[]> {
  return settled === 'none' || past.isToldByNext ? [] : readGuardianLog(folder.path, past.resetAttempt + 1);
}

/** For a guardian that the trial never had, or has no more. */
function planAgain(file: ReadFile, ground: RecoveryGround): GuardianPlan {
  if (file.kind === 'whole') return planGuardian(file.file, ground);
  throw new ConductorError('storage', `${file.reason}, and what its guardian was given is not there either`);
}

/** Neither the trial, nor the journal, nor a guardian tells whether Startup began. */
function unknowable(reason: string): ConductorError {
  return new ConductorError('storage', `${reason}, and neither a journal nor a guardian tells how far it had come`);
}

/** A host without a name for its boots tells no difference. */
function causeOf(known: KnownTrial, { bootId }: RecoveryGround): string {
  const isSame = isSameBoot(known.bootId, bootId);
  if (isSame === null) return 'the player was killed, or this host was started anew,';
  return isSame ? 'the player was killed' : 'this host was started anew';
}

function whereOf({ phase, hasFinishedReset }: TrialPast): string {
  if (hasFinishedReset) return 'after Reset';
  return phase === null ? 'before any phase' : `in ${phase}`;
}

function segmentText(entries: readonly GuardianEntry[], lastSeq: number, clock: Clock): string {
  const monotonicNs = String(clock.monotonicNs());
  const lines = entries.map(({ time, entry }, at) =>
    encodeJournalRecord({ seq: lastSeq + 1 + at, time: time.toISOString(), monotonicNs, ...entry }),
  );
  return lines.join('');
}
