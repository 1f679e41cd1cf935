import { setTimeout as pause } from 'node:timers/promises';
import type { Cell } from './cell.ts';
import type { Containment, Trace } from './containment.ts';
import { signalProcess, signalTraces } from './signal-traces.ts';

/** From the first signal to SIGTERM. */
const FIRST_SIGNAL_MS = 2_000;
/** How long is read back after SIGKILL until what is still there is called left over. */
const READ_BACK_MS = 2_000;
/** Between two looks at the host: short at first, since most processes end at once. */
const SHORTEST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 100;
/** So much longer while a leader lives. */
const PAUSES_WITH_LEADERS = 50;

/** How cells are to be ended. */
export interface Ending {
  /** Sent to the group of each step first; it has 2 s. */
  readonly stopSignal: NodeJS.Signals;
  /** From SIGTERM to SIGKILL. */
  readonly killGraceMs: number;
}

/** What lives of some cells. */
export type Living = ReadonlyMap<Cell, readonly Trace[]>;

/**
 * Ends all that lives of these cells: the first signal to the group, SIGTERM to everything, SIGKILL to everything, each
 * only as far as needed. Resolves when a look at the host finds nothing, with what would not die.
 */
export async function endCells(containment: Containment, cells: readonly Cell[], ending: Ending): Promise<Living> {
  const { stopSignal, killGraceMs } = ending;
  const leaderless = await containment.look(cells.filter(({ leader }) => !leader || leader.hasExited));
  for (const { leader } of cells) signalGroup(leader, stopSignal);
  signalAll(containment, leaderless, stopSignal);
  // What the shell starts in the background ignores SIGINT, and would only be waited for.
  const asked = await emptied(containment, cells, FIRST_SIGNAL_MS, (trace) => isDeaf(containment, trace, stopSignal));
  if (asked.size === 0) return asked;
  for (const { leader } of asked.keys()) signalGroup(leader, 'SIGTERM');
  signalAll(containment, asked, 'SIGTERM');
  const told = await emptied(containment, [...asked.keys()], killGraceMs, () => false);
  return told.size === 0 ? told : killCells(containment, [...told.keys()]);
}

/**
 * Kills all that lives of these cells at once, again and again while it is read back, at most for `withinMs` (default
 * 2 s); resolves with what would not die.
 */
export async function killCells(
  containment: Containment,
  cells: readonly Cell[],
  withinMs: number = READ_BACK_MS,
): Promise<Living> {
  const deadline = performance.now() + withinMs;
  let left: readonly Cell[] = cells;
  for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    await containment.kill(left);
    await pause(pauseMs);
    const living = await containment.look(left);
    if (living.size === 0 || performance.now() >= deadline) return living;
    left = [...living.keys()];
  }
}

/** A group is only signalled as such while its leader lives: later its number may be another's. */
function signalGroup(leader: Cell['leader'], signal: NodeJS.Signals): void {
  if (!leader || leader.hasExited) return;
  signalProcess(-leader.pid, signal);
  // What is stopped could not take the signal; it goes on only to end.
  signalProcess(-leader.pid, 'SIGCONT');
}

function signalAll(containment: Containment, living: Living, signal: NodeJS.Signals): void {
  for (const traces of living.values()) {
    signalTraces(containment, traces, signal);
    signalTraces(containment, traces, 'SIGCONT');
  }
}

/** Waits until nothing of these cells lives, or all that does is not worth waiting for; resolves with what then lives. */
async function emptied(
  containment: Containment,
  cells: readonly Cell[],
  withinMs: number,
  isHopeless: (trace: Trace) => boolean,
): Promise<Living> {
  const deadline = performance.now() + withinMs;
  let left = cells;
  for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    await progress(left, pauseMs, deadline - performance.now());
    const living = await containment.look(left);
    const isOver = living.size === 0 || performance.now() >= deadline || [...living.values()].flat().every(isHopeless);
    if (isOver) return living;
    left = [...living.keys()];
  }
}

/**
 * Resolves when it is worth looking at the host again. That costs something, while the end of a leader is told for
 * nothing: so while leaders live, it is only looked now and then whether there is anybody worth waiting for.
 */
async function progress(cells: readonly Cell[], pauseMs: number, leftMs: number): Promise<void> {
  const alive = cells.flatMap(({ leader }) => (leader && !leader.hasExited ? [leader.exited] : []));
  const longestMs = alive.length === 0 ? pauseMs : pauseMs * PAUSES_WITH_LEADERS;
  const timer = new AbortController();
  const late = pause(Math.min(longestMs, Math.max(0, leftMs)), undefined, timer).catch(() => undefined);
  await (alive.length === 0 ? late : Promise.race([Promise.all(alive), late]));
  timer.abort();
}

/** Whether a process will not end by a signal, or has ended since it was found. */
function isDeaf(containment: Containment, trace: Trace, signal: NodeJS.Signals): boolean {
  return containment.ignores(trace, signal) || containment.startOf(trace.row.pid) !== trace.row.start;
}
