import { setTimeout as sleep } from 'node:timers/promises';
import { type Bed, bootSeconds, deadManBoundMs, TOLD } from '@conductor/lab';

/** What became of the Resets that were owed. */
export interface AwaitedResets {
  readonly faults: readonly string[];
  /** From the fault to the moment when all was as it had been, in milliseconds. */
  readonly worstMs: number;
}

const LOOK_MS = 20;

/**
 * Waits until every player that began Startup has reset and no process of a step is alive; at most for the dead-man
 * bound, counted from `sinceSeconds` of the clock of traces.
 */
export async function awaitResets(
  bed: Bed,
  names: readonly string[],
  sinceSeconds: number,
  signal: AbortSignal,
): Promise<AwaitedResets> {
  const boundMs = deadManBoundMs();
  const passedMs = () => (bootSeconds() - sinceSeconds) * 1000;
  for (;;) {
    const faults = faultsNow(bed, names);
    const worstMs = passedMs();
    if (faults.length === 0 || worstMs > boundMs) {
      return { faults: faults.map((fault) => `${fault}, ${boundMs} ms after the fault`), worstMs };
    }
    await sleep(LOOK_MS, undefined, { signal });
  }
}

/** Who has begun Startup and not yet reset. */
export function owing(bed: Bed, names: readonly string[]): string[] {
  return names.filter((name) => {
    const trace = bed.trace(name);
    return trace.length > 0 && !trace.some(({ word }) => word === TOLD.resetEnded);
  });
}

function faultsNow(bed: Bed, names: readonly string[]): string[] {
  const owed = owing(bed, names);
  const alive = owed.length > 0 ? [] : bed.stepProcesses();
  return [
    ...owed.map((name) => `player ${name} began Startup and had not reset`),
    ...alive.map(({ pid, commandLine }) => `process ${pid} was alive (${commandLine})`),
  ];
}
