import type { ChildProcess } from 'node:child_process';
import { type Family, familyOf } from '@conductor/lab/family';
import type { Interruption } from './interruption.ts';
import { whenAborted } from './when-aborted.ts';

/** A part that runs. */
export interface RunningPart {
  /** What tells it to end in order; `undefined`: SIGTERM, to its whole group. */
  readonly cancelSignal: NodeJS.Signals | undefined;
  readonly child: ChildProcess;
  /** Sends a signal to its whole group, also when the child itself has gone. */
  readonly killGroup: (signal: NodeJS.Signals) => void;
  /** The entry of the environment that all it has started shares. */
  readonly mark: string;
}

/**
 * Ends a part before its time, with all that it has started: players live in sessions of their own, and labs outlive who made
 * them. It is told to end, and has some seconds for that, unless a second signal comes; what is left then is killed and removed.
 * Returns what could not be, as text; empty when nothing is left.
 */
export async function endPart(running: RunningPart, { second, graceMs }: Interruption): Promise<string> {
  const { child } = running;
  const family = familyOf(running.mark);
  family.look();
  const exited = new Promise((resolve) => child.once('exit', resolve));
  tell(running);
  if (isThere(child)) {
    await Promise.race([exited, whenAborted(AbortSignal.any([second, AbortSignal.timeout(graceMs)]))]);
  }
  running.killGroup('SIGKILL');
  return await clear(family);
}

function tell({ cancelSignal, child, killGroup }: RunningPart): void {
  if (cancelSignal === undefined) killGroup('SIGTERM');
  // To itself alone: to the rest of its group this signal means nothing but death.
  else child.kill(cancelSignal);
}

function isThere({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function clear(family: Family): Promise<string> {
  try {
    await family.clear();
    return '';
  } catch (error) {
    return `It could not be cleared away: ${error instanceof Error ? error.message : String(error)}`;
  }
}
