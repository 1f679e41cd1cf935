import { existsSync, statSync } from 'node:fs';
import { type Channel, isShellStep, type JournalEntry, type ResetState, type StateComparison } from '@conductor/types';
import { type GuardianEntry, guardianOutput, type Settled } from '../guardian/index.ts';
import { planOf } from '../session/step-in-phase.ts';
import { OutputFile } from '../spool/output-file.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import type { KnownTrial } from './known-trial.ts';
import { type BegunStep, outputKey, type TrialPast } from './trial-past.ts';

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
  readonly now: Date;
}

const CHANNELS: readonly Channel[] = ['out', 'err'];

/** What the next segment of the journal tells: what was cut off, what guardians did, which outputs there are, how it ended. */
export function recoveredEntries(recovered: Recovered): readonly GuardianEntry[] {
  const { guardian, comparison, now } = recovered;
  const told = (entries: readonly JournalEntry[]) => entries.map((entry) => ({ time: now, entry }));
  return [
    ...told(beginning(recovered)),
    ...told(cutOff(recovered)),
    ...guardian,
    ...told(outputs(recovered)),
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

function cutOff({ past, cause }: Recovered): readonly JournalEntry[] {
  if (past.closed !== null) return [];
  const where = past.phase === null ? 'before its first phase' : `in ${past.phase}`;
  const unknown = past.unended.map(
    (step): JournalEntry => ({
      kind: 'step-ended',
      step,
      outcome: { kind: 'unknown', reason: `${cause} while it ran` },
      durationMs: 0,
    }),
  );
  const stop: JournalEntry = { kind: 'trial-stopped', reason: `${cause} ${where}` };
  return past.isStopped || past.hasFinishedReset ? unknown : [stop, ...unknown];
}

/** Nothing that could write to them is alive. */
function outputs(recovered: Recovered): readonly JournalEntry[] {
  const { past, guardian } = recovered;
  const begun: readonly BegunStep[] = [...past.begun, ...lastAttempts(guardian)];
  return begun
    .filter(({ step }) => isCommand(recovered, step))
    .flatMap((step) => CHANNELS.flatMap((channel) => outputOf(recovered, step, channel)));
}

/** Guardians append to the outputs of those before them: what is there is told of the last attempt of each step. */
function lastAttempts(guardian: readonly GuardianEntry[]): readonly BegunStep[] {
  const last = new Map<number, BegunStep>();
  for (const { entry } of guardian) {
    if (entry.kind === 'step-began') last.set(entry.step.index, { step: entry.step, by: 'guardian' });
  }
  return [...last.values()];
}

/** Where that is not known any more, the files tell: a fetch has no outputs. */
function isCommand({ known }: Recovered, step: BegunStep['step']): boolean {
  if (known.file.kind === 'damaged') return true;
  const plan = planOf(known.file.file, step);
  return plan !== undefined && isShellStep(plan);
}

function outputOf({ folder, past }: Recovered, { step, by }: BegunStep, channel: Channel): readonly JournalEntry[] {
  const known = past.outputs.get(outputKey(step, channel));
  if (known && known.bytes !== null) return [];
  const path =
    by === 'player' ? `${folder.stepBase(step)}.${channel}` : guardianOutput(folder.path, step.index, channel);
  if (!existsSync(path)) return [];
  if (by === 'guardian') return [{ kind: 'output-closed', step, channel, generation: 0, bytes: statSync(path).size }];
  const output = new OutputFile(path);
  output.generation = known?.generation ?? 0;
  const isRewound = output.look() === 'rewound';
  const { generation, size: bytes } = output;
  const rewound: JournalEntry = { kind: 'output-rewound', step, channel, generation };
  return [...(isRewound ? [rewound] : []), { kind: 'output-closed', step, channel, generation, bytes }];
}
