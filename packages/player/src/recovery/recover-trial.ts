import { rm } from 'node:fs/promises';
import { encodeJournalRecord } from '@conductor/protocol';
import type { Clock, ResetState } from '@conductor/types';
import { removeGroups } from '../containment/cgroup.ts';
import { type GuardianEntry, planGuardian, readGuardianLog, type Settled } from '../guardian/index.ts';
import type { GuardianGround } from '../guardian/plan-guardian.ts';
import { readSegment } from '../journal/read-segment.ts';
import type { TrialFile, TrialFolder } from '../storage/trial-folder.ts';
import { recoveredEntries, resetStateOf } from './recovered-entries.ts';
import { settleDebt } from './settle-debt.ts';
import { pastOf, type TrialPast } from './trial-past.ts';

/** What is needed to recover trials. */
export interface RecoveryGround extends GuardianGround {
  readonly clock: Clock;
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
  ground: RecoveryGround,
  signal: AbortSignal,
): Promise<ResetState | null> {
  const file = folder.read();
  if (file === null) {
    await rm(folder.path, { recursive: true, force: true });
    return null;
  }
  const past = readPast(folder);
  const cause = causeOf(file, ground);
  const say = (text: string) => ground.onLog(`run ${file.run.runId}, trial ${file.trial.trial}: ${text}`);
  if (past.closed === null) say(`${cause} ${whereOf(past)}`);
  const plan = () => planGuardian(file, ground);
  const settled = await settleDebt({ folder: folder.path, past, plan, say }, signal);
  removeGroups(file.cgroupFolder);
  const guardian = await whatGuardiansDid(folder, past, settled);
  const reset = resetStateOf({ past, settled });
  if (past.closed !== null && guardian.length === 0) return reset;
  const now = ground.clock.now();
  const entries = recoveredEntries({ folder, file, past, cause, settled, guardian, now });
  try {
    folder.writeSegment(past.segments + 1, segmentText(entries, past.lastSeq, ground.clock));
    say(`${SENTENCES[reset]}; what its steps printed is kept until it is collected`);
  } catch (error) {
    // What is done is done, whether or not the disk takes it; the next start has it in the guardian's log again.
    say(`${SENTENCES[reset]}; that cannot be written down: ${error instanceof Error ? error.message : String(error)}`);
  }
  return reset;
}

/** What the journal of a trial tells, all segments together. Throws what the file system says. */
export function readPast(folder: TrialFolder): TrialPast {
  const segments = Array.from({ length: folder.countSegments() }, (_, at) => readSegment(folder.segment(at + 1)));
  return pastOf(segments.map(({ records }) => records));
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
  return settled === 'none' || past.segments > 1 ? [] : readGuardianLog(folder.path, past.resetAttempt + 1);
}

/** A host without a name for its boots tells no difference. */
function causeOf(file: TrialFile, { bootId }: RecoveryGround): string {
  return file.bootId === bootId ? 'the player was killed' : 'this host was started anew';
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
