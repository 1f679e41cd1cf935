import { existsSync, statSync } from 'node:fs';
import { type Channel, isShellStep, type JournalEntry } from '@conductor/types';
import { type GuardianEntry, guardianOutput } from '../guardian/index.ts';
import { planOf } from '../session/step-in-phase.ts';
import { OutputFile } from '../spool/output-file.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import type { KnownTrial } from './known-trial.ts';
import { type BegunStep, outputKey, type TrialPast } from './trial-past.ts';

/** What of a trial may lie on the disk. */
export interface FoundTrial {
  readonly folder: TrialFolder;
  readonly known: Pick<KnownTrial, 'file'>;
  readonly past: TrialPast;
  readonly guardian: readonly GuardianEntry[];
}

const CHANNELS: readonly Channel[] = ['out', 'err'];

/** The outputs that an earlier life left open, as they are on the disk. Nothing that could write to them is alive. */
export function foundOutputs(found: FoundTrial): readonly JournalEntry[] {
  const { past, guardian } = found;
  const begun: readonly BegunStep[] = [...past.begun, ...lastAttempts(guardian)];
  return begun
    .filter(({ step }) => isCommand(found, step))
    .flatMap((step) => CHANNELS.flatMap((channel) => outputOf(found, step, channel)));
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
function isCommand({ known }: FoundTrial, step: BegunStep['step']): boolean {
  if (known.file.kind === 'damaged') return true;
  const plan = planOf(known.file.file, step);
  return plan !== undefined && isShellStep(plan);
}

function outputOf({ folder, past }: FoundTrial, { step, by }: BegunStep, channel: Channel): readonly JournalEntry[] {
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
