/** A fork stands the event loop still for a millisecond, and for ten on a busy machine. */
const MOST_IN_A_TURN = 10;

/** What is left of the turn of the event loop that this process is in: all its players share that one. */
let room = MOST_IN_A_TURN;
/** Who waits for a later turn, in order. */
let waiting: (() => void)[] = [];

/**
 * Resolves when this process may fork once more: of very many forks that are asked for together, a few at a time, so that between
 * them it answers whoever asks whether it lives. Who asks first is first.
 */
export function forkTurn(): Promise<void> {
  if (room === MOST_IN_A_TURN) setImmediate(nextTurn);
  const { promise, resolve } = Promise.withResolvers<void>();
  if (room > 0) {
    room -= 1;
    resolve();
  } else waiting.push(resolve);
  return promise;
}

function nextTurn(): void {
  const next = waiting.slice(0, MOST_IN_A_TURN);
  waiting = waiting.slice(MOST_IN_A_TURN);
  room = MOST_IN_A_TURN - next.length;
  if (next.length > 0) setImmediate(nextTurn);
  for (const resolve of next) resolve();
}
