import { type JournalEntry, type PhaseSteps, type StateLook, type Step, type StepId, stepText } from '@conductor/types';
import type { GuardianEntry } from '../guardian/index.ts';
import type { KnownTrial } from '../recovery/known-trial.ts';
import { planOf } from '../session/step-in-phase.ts';
import type { AuditTrial, AuditWork, TrialAuditEntry } from './audit-entry.ts';

/** What is written before a step of a trial may run; `command` is what runs where the step does not say it. */
export function armedEntry(
  trial: AuditTrial,
  step: StepId,
  plan: Step,
  user: string,
  command: string = stepText(plan),
): TrialAuditEntry {
  return { kind: 'step-armed', ...trialOf(trial), ...workOf(step, plan, user), command };
}

/** What is written before a host is looked at. */
export function lookEntry(
  trial: AuditTrial,
  moment: 'before' | 'after',
  looks: readonly StateLook[],
  user: string,
): TrialAuditEntry {
  const commands = looks.map(({ command }) => command).filter((command) => command !== '');
  return { kind: 'host-looked-at', ...trialOf(trial), moment, commands, user };
}

/** What the audit log tells of a journal entry; `null` for what it does not. */
export function entryOfJournal(trial: AuditTrial, entry: JournalEntry): TrialAuditEntry | null {
  switch (entry.kind) {
    case 'step-ended':
    case 'trial-stopped':
    case 'trial-closed':
      return { ...trialOf(trial), ...entry };
    default:
      return null;
  }
}

/**
 * What is told of a trial that a dead player left, when it is over. Of `told`, the entries in `guardian` are what guardians
 * did; the others are what was cut off. The journal knows nothing of what was only `held`, and here it was armed.
 */
export function recoveredTrialEntries(
  known: KnownTrial,
  { told, held, guardian, cause, user }: Recovery,
): readonly TrialAuditEntry[] {
  const phases = known.file.kind === 'whole' ? known.file.file.phases : NO_STEPS;
  const withdrawn = held.map((step) => withdrawnEntry(known, step, cause));
  const others = told.flatMap((item): TrialAuditEntry | readonly TrialAuditEntry[] => {
    const { time, entry } = item;
    if (entry.kind === 'trial-closed') {
      return { kind: 'trial-recovered', ...trialOf(known), cause, reset: entry.reset };
    }
    if (entry.kind !== 'step-ended' || entry.outcome.kind === 'skipped' || !guardian.includes(item)) {
      return entryOfJournal(known, entry) ?? [];
    }
    const { step, outcome, durationMs } = entry;
    const work = workOf(step, planOf({ phases }, step), user);
    return { kind: 'guardian-ran', ...trialOf(known), ...work, ended: time.toISOString(), outcome, durationMs };
  });
  return [...withdrawn, ...others];
}

function withdrawnEntry(trial: AuditTrial, step: StepId, cause: string): TrialAuditEntry {
  const outcome = { kind: 'skipped', reason: `${cause}; its journal tells of no beginning` } as const;
  return { kind: 'step-ended', ...trialOf(trial), step, outcome, durationMs: 0 };
}

const NO_STEPS: PhaseSteps = { startup: [], run: [], collect: [], reset: [] };

/** What the next player has found out. */
interface Recovery {
  readonly told: readonly GuardianEntry[];
  /** What was armed and never ran. */
  readonly held: readonly StepId[];
  readonly guardian: readonly GuardianEntry[];
  /** `the player was killed`. */
  readonly cause: string;
  readonly user: string;
}

function trialOf({ run, trial }: AuditTrial): AuditTrial {
  return { run, trial };
}

/** The steps of a trial whose file is damaged are known by their place only. */
function workOf(step: StepId, plan: Step | undefined, user: string): AuditWork {
  if (!plan) return { step, key: '', command: '', user };
  return { step, key: plan.key, command: stepText(plan), user };
}
