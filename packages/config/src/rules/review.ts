import { type CommandStep, isCommandStep, type Phase, type Step } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import type { Entry } from '../dialect/document.ts';
import { type ReadCommand, readCommands } from '../shell/read-commands.ts';
import type { ReadPhases, ReadStep } from '../steps/read-phases.ts';
import type { UndoRules } from '../undo/find-changes.ts';
import { readUndo } from '../undo/read-undo.ts';
import { undoRules } from '../undo/undo-rules.ts';
import type { ReadPlayer, ReadTest } from './read-test.ts';

/** A test as rules look at it: steps with the lines that they came from, and their commands taken apart. */
export interface Review extends Omit<ReadTest, 'undo' | 'players'> {
  readonly players: readonly ReviewedPlayer[];
  /** What changes a host, and what changes it back. */
  readonly undoRules: UndoRules;
}

/** One player under review. */
export interface ReviewedPlayer extends Omit<ReadPlayer, 'phases'> {
  readonly phases: { readonly [P in Phase]: readonly ReviewedStep[] };
}

/** One step under review. */
export interface ReviewedStep {
  readonly phase: Phase;
  readonly step: Step;
  readonly entry: Entry;
  /** Empty for a step without a command. */
  readonly commands: readonly ReadCommand[];
  /** `false`: there is more in its command than could be read. */
  readonly isWhole: boolean;
}

/** A step with its command. */
export interface ReviewedCommandStep extends ReviewedStep {
  readonly step: CommandStep;
}

/** Longer commands are scripts, which nobody reads along with. */
const MAX_LENGTH = 10_000;

/** Of a phase so many steps are looked at: more are written by a program. */
const MAX_STEPS = 1_000;

/** Takes the commands of a test apart. */
export function reviewTest({ settings, players, undo }: ReadTest, findings: Findings): Review {
  const reviewed = players.map((player) => ({ ...player, phases: reviewPhases(player.phases) }));
  return { settings, players: reviewed, undoRules: undoRules(readUndo(undo, findings)) };
}

function reviewPhases(phases: ReadPhases): ReviewedPlayer['phases'] {
  const of = (phase: Phase) => phases[phase].slice(0, MAX_STEPS).map((read) => reviewStep(phase, read));
  return { startup: of('startup'), run: of('run'), collect: of('collect'), reset: of('reset') };
}

function reviewStep(phase: Phase, { step, entry }: ReadStep): ReviewedStep {
  const text = isCommandStep(step) ? step.command : null;
  if (text === null || text.length > MAX_LENGTH) return { phase, step, entry, commands: [], isWhole: text === null };
  return { phase, step, entry, ...readCommands(text) };
}
