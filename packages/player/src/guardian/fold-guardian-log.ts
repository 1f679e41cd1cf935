import { constants } from 'node:os';
import type { ContainmentLevel, Exit, JournalEntry, Leftover, Outcome, StepId } from '@conductor/types';
import type { LogLine } from './log-line.ts';
import { isLeftOut, type LoggedStep } from './logged-step.ts';

/** What the journal would say, had the player lived to write it. */
export interface GuardianEntry {
  /** By the wall clock of the host. */
  readonly time: Date;
  readonly entry: JournalEntry;
}

/**
 * What guardians did, as the journal tells such things. Each Reset that a guardian began begins with a new attempt, the first with the
 * number `firstAttempt`; what is tried again in it has the numbers that follow. A step that began and has no end in the log is unknown.
 */
export function foldGuardianLog(
  lines: readonly LogLine[],
  steps: readonly LoggedStep[],
  firstAttempt: number,
): readonly GuardianEntry[] {
  const entries: GuardianEntry[] = [];
  const fold: Fold = {
    steps,
    attempt: firstAttempt - 1,
    turns: new Map(),
    containment: 'sweep',
    begun: new Map(),
    left: [],
  };
  let wallOfZeroMs = 0;
  for (const line of lines) {
    if (line.kind === 'prepared') wallOfZeroMs = line.wallMs - line.seconds * 1000;
    const time = new Date(Math.round(wallOfZeroMs + line.seconds * 1000));
    for (const entry of entriesOf(fold, line)) entries.push({ time, entry });
  }
  const time = entries.at(-1)?.time;
  if (time) for (const entry of interruption(fold)) entries.push({ time, entry });
  return entries;
}

interface Fold {
  readonly steps: readonly LoggedStep[];
  /** Of the first turn of each step in this Reset. */
  attempt: number;
  /** How many turns steps have had in it. */
  readonly turns: Map<number, number>;
  containment: ContainmentLevel;
  /** Steps of this attempt without an end, and when they began. */
  readonly begun: Map<number, number>;
  left: Leftover[];
}

function entriesOf(fold: Fold, line: LogLine): readonly JournalEntry[] {
  switch (line.kind) {
    case 'prepared':
      fold.containment = line.containment;
      return [];
    case 'guardian':
      fold.left = [];
      return interruption(fold);
    case 'claimed':
      fold.attempt += Math.max(1, ...fold.turns.values());
      fold.turns.clear();
      return [
        { kind: 'remark', text: CLAIMED },
        { kind: 'phase-began', phase: 'reset' },
      ];
    case 'begin': {
      // Only a damaged log begins a step twice; the first beginning then has lost its end.
      const before = interruption(fold, fold.begun.has(line.index) ? [line.index] : []);
      fold.begun.set(line.index, line.seconds);
      fold.turns.set(line.index, (fold.turns.get(line.index) ?? 0) + 1);
      return [...before, { kind: 'step-began', step: idOf(fold, line.index) }];
    }
    case 'spawned':
      return [];
    case 'end':
      return [ended(fold, line.index, line.seconds, outcomeOf(fold, line))];
    case 'left':
      fold.left.push({ pid: line.pid, command: line.command, foundBy: FOUND_BY[line.file] ?? line.file });
      return [];
    case 'finished':
      return finish(fold, line.seconds);
    default:
      return line satisfies never;
  }
}

const CLAIMED = 'the player had died: its guardian killed what the trial had left, and ran Reset';
const FOUND_BY: Readonly<Record<string, string>> = { limits: 'limit-mark', environ: 'environment-mark' };

function idOf({ attempt, turns }: Fold, index: number): StepId {
  return { phase: 'reset', index, attempt: attempt + Math.max(0, (turns.get(index) ?? 0) - 1) };
}

function ended(fold: Fold, index: number, seconds: number, outcome: Outcome): JournalEntry {
  const durationMs = Math.round((seconds - (fold.begun.get(index) ?? seconds)) * 1000);
  fold.begun.delete(index);
  return { kind: 'step-ended', step: idOf(fold, index), outcome, durationMs };
}

/** Resources of the guardian are those of a shell: a code above 128 is a signal, also where a command chose it. */
function outcomeOf({ steps }: Fold, { index, by, code }: LogLine & { kind: 'end' }): Outcome {
  const exit = exitOf(code);
  const step = steps.find((one) => one.index === index);
  if (by === 'limit' && step) {
    return { kind: step.kind === 'timeout' ? 'deadline' : 'timed-out', limitMs: step.limitMs, exit };
  }
  return exit.kind === 'signal' ? { kind: 'signaled', signal: exit.signal } : { kind: 'exited', code };
}

function exitOf(code: number): Exit {
  const signal = Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
  return signal === undefined ? { kind: 'code', code } : { kind: 'signal', signal };
}

/** Reset is over: what it spawned was ended, and what a guardian cannot do was not done. */
function finish(fold: Fold, seconds: number): readonly JournalEntry[] {
  const spawned = [...fold.begun.keys()].map((index) =>
    ended(fold, index, seconds, { kind: 'lifetime-over', exit: { kind: 'lost' } }),
  );
  const skipped = fold.steps
    .filter(({ kind }) => isLeftOut(kind))
    .map(({ index, kind }) => ended(fold, index, seconds, { kind: 'skipped', reason: leftOutReason(kind) }));
  const leftovers = fold.left;
  fold.left = [];
  return [
    ...spawned,
    ...skipped,
    { kind: 'steps-done', phase: 'reset' },
    { kind: 'phase-finished', phase: 'reset', containment: fold.containment, leftovers },
  ];
}

function leftOutReason(kind: string): string {
  return kind === 'fetch' ? 'a guardian brings no files home' : 'a guardian waits for nothing';
}

/** Whatever was going on when a guardian was killed. */
function interruption(fold: Fold, indexes: Iterable<number> = [...fold.begun.keys()]): readonly JournalEntry[] {
  const reason = 'the guardian was killed while it ran';
  return Array.from(indexes, (index) => ended(fold, index, fold.begun.get(index) ?? 0, { kind: 'unknown', reason }));
}
