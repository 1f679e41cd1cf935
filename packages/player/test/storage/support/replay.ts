import type { LockSteps } from '../../../src/storage/lock-files.ts';

/** What a taker does, in steps: those of a lock, and that it begins and ends what only one may do at a time. */
export interface TakerSteps extends LockSteps {
  enter(): void;
  leave(): void;
}

/** What one process does with a lock, under its own number. A function of what its steps give, and of nothing else. */
export type Taker = (pid: number, steps: TakerSteps) => void;

/** One step that a taker is about to do. */
export interface Step {
  readonly name: keyof TakerSteps;
  readonly args: readonly string[];
}

/** What a step gave, or threw. */
export type Result = { readonly given: unknown } | { readonly thrown: Error };

/** How far a taker has come. */
export interface Progress {
  /** Another for each that has come another way; 0 for all that have ended. */
  readonly id: number;
  /** What it does next; `null`: it has ended. */
  readonly next: Step | null;
  /** How far it is when that step has given this. */
  after(result: Result): Progress;
}

/**
 * Stops a function that is not made to be stopped between its steps: it is called anew each time, is given what its steps gave
 * before, and is left where it asks for one more.
 */
export function beginOf(taker: Taker, pid: number, nextId: () => number): Progress {
  const progress = (results: readonly Result[]): Progress => {
    const known = new Map<string, Progress>();
    const next = nextStep(taker, pid, results);
    return {
      id: next === null ? 0 : nextId(),
      next,
      after(result) {
        const key = JSON.stringify('given' in result ? result : result.thrown.message);
        const further = known.get(key) ?? progress([...results, result]);
        known.set(key, further);
        return further;
      },
    };
  };
  return progress([]);
}

function nextStep(taker: Taker, pid: number, results: readonly Result[]): Step | null {
  let done = 0;
  let next: Step | null = null;
  const step =
    (name: Step['name']) =>
    (...args: string[]) => {
      const result = results[done];
      done += 1;
      // Also for what is then still done in a `finally`.
      if (!result) next ??= { name, args };
      if (next || !result) throw new Error('is left here');
      if ('thrown' in result) throw result.thrown;
      return result.given as never;
    };
  try {
    taker(pid, {
      link: step('link'),
      read: step('read'),
      replace: step('replace'),
      remove: step('remove'),
      livingPid: step('livingPid'),
      enter: step('enter'),
      leave: step('leave'),
    });
  } catch (error) {
    // What a step threw is how a taker may end.
    const isOfStep = results.some((result) => 'thrown' in result && result.thrown === error);
    if (next === null && !isOfStep) throw error;
  }
  return next;
}
