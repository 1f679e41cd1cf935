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

/** A step that is tried again when it failed. */
interface Retried {
  /** How often, at the most; absent: never. */
  readonly retries?: number;
}

/** Runs to its end; reaching the default limit (`step_timeout`) is a failure. */
export interface PlainStep extends StepBase, Retried {
  readonly kind: 'step';
  readonly command: string;
}

/** Is started, and lives as long as the work it supports; the next step begins at once. */
export interface SpawnStep extends StepBase {
  readonly kind: 'spawn';
  readonly command: string;
}

/** Runs until it ends or `limitMs` pass; reaching the limit is the intended end, not a failure. */
export interface TimeoutStep extends StepBase, Retried {
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
  /** A name that the pattern stands for and at which there is nothing any more fails it; absent: such a name is left out. */
  readonly required?: boolean;
  /** A larger file is not brought home, and fails it; absent: no limit. */
  readonly maxBytes?: number;
}

/** Puts files of the control machine onto the player, under names of their own; what stood there is put back at the end of Reset. */
export interface PutStep extends StepBase {
  readonly kind: 'put';
  /** The file or folder on the control machine, absolute. */
  readonly source: string;
  /** Where it goes: an absolute path on the player. A `/` at its end is a folder that takes the file under its own name. */
  readonly target: string;
  /** It stays when the trial is over. */
  readonly keep: boolean;
  /** What there is to put, a folder before what is in it; empty until the source was read for a run. */
  readonly items: readonly PutItem[];
}

/** A folder or a file that a put step makes, with its path on the player. `mode`: the permission bits. */
export type PutItem =
  | { readonly kind: 'folder'; readonly path: string; readonly mode: number }
  /** `sha256` in lower-case hexadecimal: the name under which its bytes were delivered. */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly mode: number;
      readonly size: number;
      readonly sha256: string;
    };

/** Ends Reset where something was put that is not kept: each name stands again for what it stood for before, or for nothing. */
export interface PutBackStep extends StepBase {
  readonly kind: 'put-back';
  /** How many names there may be to put back; 0 until the sources were read for a run. */
  readonly items: number;
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

/** Waits until every player that mentions the name in the same phase has come to it. */
export interface SyncStep extends StepBase {
  readonly kind: 'sync';
  readonly name: string;
  /** Milliseconds after which it has failed; `null`: the default limit (`step_timeout`). */
  readonly limitMs: number | null;
}

/** The host goes down, and comes back in time; what follows in the list is done there afterwards. */
export interface RebootStep extends StepBase {
  readonly kind: 'reboot';
  /** Milliseconds, from the leave to reboot until the player is there again. */
  readonly limitMs: number;
}

/** A step that a shell performs: it prints, and ends with a code. */
export type ShellStep =
  | CommandStep
  | PutStep
  | PutBackStep
  | (ReadyStep & { readonly condition: { readonly kind: 'run' } });

/** One line of a phase. */
export type Step = CommandStep | FetchStep | ReadyStep | SyncStep | PutStep | PutBackStep | RebootStep;

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

/** Tells steps whose command stands in a file of the test from all others. */
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
    case 'sync':
    case 'put':
    case 'put-back':
    case 'reboot':
      return step;
    default:
      return step satisfies never;
  }
}

/** Tells steps that a shell performs from steps that only the player itself can. */
export function isShellStep(step: Step): step is ShellStep {
  return step.kind === 'put' || step.kind === 'put-back' || commandOf(step) !== null;
}

/** What a step does, as its line says it. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'step':
    case 'spawn':
    case 'timeout':
      return step.command;
    case 'fetch':
      return step.pattern;
    case 'put':
      return `${step.source} -> ${step.target}`;
    case 'ready':
      return conditionText(step.condition);
    case 'sync':
      return step.name;
    case 'reboot':
      return String(step.limitMs / 1000);
    case 'put-back':
      return 'what was put is taken away, and what it replaced is there again';
    default:
      return step satisfies never;
  }
}

/** How often a step may begin: once, and as often again as its file says. */
export function mostAttempts(step: Step): number {
  return 1 + ('retries' in step ? (step.retries ?? 0) : 0);
}
