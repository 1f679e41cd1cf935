import type { JournalEntry, Outcome, ResetState, StateComparison, StepId } from '@conductor/types';
import type { GuardianEntry, Settled } from '../guardian/index.ts';
import { isSameStep } from '../session/step-in-phase.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import { foundOutputs } from './found-outputs.ts';
import type { KnownTrial } from './known-trial.ts';
import type { TrialPast } from './trial-past.ts';

/** What is known of a trial when all that it left is over. */
export interface Recovered {
  readonly folder: TrialFolder;
  readonly known: KnownTrial;
  readonly past: TrialPast;
  /** Why it was not brought to its end: `the player was killed`. */
  readonly cause: string;
  readonly settled: Settled;
  /** What guardians did, in order. */
  readonly guardian: readonly GuardianEntry[];
  /** Of the host after Reset with before Startup; `null` where nobody asked. */
  readonly comparison: StateComparison | null;
  /** The step that was to reboot the host, and why the trial does not go on behind it; `null` where none was. */
  readonly reboot: FailedReboot | null;
  readonly now: Date;
}

/** A trial whose step was to reboot the host, and that does not go on. */
export interface FailedReboot {
  readonly step: StepId;
  readonly reason: string;
}

/** What the next segment of the journal tells: what was cut off, what guardians did, which outputs there are, how it ended. */
export function recoveredEntries(recovered: Recovered): readonly GuardianEntry[] {
  const { guardian, comparison, now } = recovered;
  const told = (entries: readonly JournalEntry[]) => entries.map((entry) => ({ time: now, entry }));
  return [
    ...told(beginning(recovered)),
    ...told(cutOff(recovered)),
    ...guardian,
    ...told(foundOutputs(recovered)),
    ...told(comparison === null ? [] : [{ kind: 'state-compared', comparison }]),
    { time: closedAt(recovered), entry: { kind: 'trial-closed', reset: resetStateOf(recovered) } },
  ];
}

/** A Reset that a guardian paid was over when the guardian was done, however late a player looks. */
function closedAt({ settled, guardian, now }: Recovered): Date {
  return (settled === 'paid' ? guardian.at(-1)?.time : undefined) ?? now;
}

/** What became of Reset: the journal of the player knows best, then the guardian. */
export function resetStateOf({ past, settled }: Pick<Recovered, 'past' | 'settled'>): ResetState {
  if (past.closed !== null && settled !== 'paid') return past.closed;
  if (past.hasFinishedReset || settled === 'paid') return 'paid';
  return past.hasBegunStartup ? 'unconfirmed' : 'not-owed';
}

/** A power cut may have taken the very first record. */
function beginning({ past, known }: Recovered): readonly JournalEntry[] {
  if (past.lastSeq > 0) return [];
  const { run, trial, playerName: player, containment, bootId } = known;
  return [{ kind: 'trial-loaded', run, trial, player, containment, bootId }];
}

function cutOff({ past, cause, reboot }: Recovered): readonly JournalEntry[] {
  if (past.closed !== null) return [];
  const where = past.phase === null ? 'before its first phase' : `in ${past.phase}`;
  const unknown = past.unended.map(
    (step): JournalEntry => ({
      kind: 'step-ended',
      step,
      outcome: outcomeOf(step, cause, reboot),
      durationMs: 0,
    }),
  );
  const stop: JournalEntry = { kind: 'trial-stopped', reason: `${cause} ${where}` };
  return past.isStopped || past.hasFinishedReset ? unknown : [stop, ...unknown];
}

function outcomeOf(step: StepId, cause: string, reboot: FailedReboot | null): Outcome {
  if (reboot !== null && isSameStep(reboot.step, step)) return { kind: 'reboot-failed', reason: reboot.reason };
  return { kind: 'unknown', reason: `${cause} while it ran` };
}
