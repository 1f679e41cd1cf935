import type { Phase } from './phase.ts';
import type { Place } from './place.ts';
import { conditionText, conditionWithTexts, type ReadyCondition } from './ready-condition.ts';

/** What every kind of step has. */
interface StepBase {
  /** Place in the phase, from 1, in file order: the NN of file names. */
  readonly index: number;
  /** The key as the file spells it, lower-cased as the dialect does: `step1`, `timeout120`, `setp4`. */
  readonly key: string;
  readonly place: Place;
  /** The command was written with a leading `-`: it may fail without failing the run, as in make. */
  readonly mayFail: boolean;
}

/** Runs to its end; reaching the default limit (`step_timeout`) is a failure. */
export interface PlainStep extends StepBase {
  readonly kind: 'step';
  readonly command: string;
}

/** Is started, and lives as long as the work it supports; the next step begins at once. */
export interface SpawnStep extends StepBase {
  readonly kind: 'spawn';
  readonly command: string;
}

/** Runs until it ends or `limitMs` pass; reaching the limit is the intended end, not a failure. */
export interface TimeoutStep extends StepBase {
  readonly kind: 'timeout';
  readonly command: string;
  /** Milliseconds, from the opening of the gate. */
  readonly limitMs: number;
}

/** Brings the files that match a shell pattern home; lasts until the collector holds every one. */
export interface FetchStep extends StepBase {
  readonly kind: 'fetch';
  /** An absolute path or shell pattern on the player. */
  readonly pattern: string;
}

/** A step that runs a command through the shell. */
export type CommandStep = PlainStep | SpawnStep | TimeoutStep;

/** Waits, on the player, until something holds there. */
export interface ReadyStep extends StepBase {
  readonly kind: 'ready';
  readonly condition: ReadyCondition;
  /** Milliseconds after which it has failed; `null`: the default limit (`step_timeout`). */
  readonly limitMs: number | null;
}

/** One line of a phase. */
export type Step = CommandStep | FetchStep | ReadyStep;

/** Which step of a trial on one player: its identity in the journal, on the wire and in file names. */
export interface StepId {
  readonly phase: Phase;
  readonly index: number;
  /** From 1. */
  readonly attempt: number;
}

/** A text that is the same for the same step and differs for different ones: the key of maps. */
export function stepIdKey({ phase, index, attempt }: StepId): string {
  return `${phase}/${index}/${attempt}`;
}

/** Tells steps that are a command from steps that the player itself performs. */
export function isCommandStep(step: Step): step is CommandStep {
  return step.kind === 'step' || step.kind === 'spawn' || step.kind === 'timeout';
}

/** The text that a step gives to the shell, once or again and again; `null` when no shell is needed for it. */
export function commandOf(step: Step): string | null {
  if (isCommandStep(step)) return step.command;
  return step.kind === 'ready' && step.condition.kind === 'run' ? step.condition.command : null;
}

/** The same step with each of its texts changed. */
export function withTexts(step: Step, change: (text: string) => string): Step {
  switch (step.kind) {
    case 'step':
    case 'spawn':
    case 'timeout':
      return { ...step, command: change(step.command) };
    case 'fetch':
      return { ...step, pattern: change(step.pattern) };
    case 'ready':
      return { ...step, condition: conditionWithTexts(step.condition, change) };
    default:
      return step satisfies never;
  }
}

/** What a step is to do, in the words of its line. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'step':
    case 'spawn':
    case 'timeout':
      return step.command;
    case 'fetch':
      return step.pattern;
    case 'ready':
      return conditionText(step.condition);
    default:
      return step satisfies never;
  }
}
