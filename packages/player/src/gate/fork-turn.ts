import { setImmediate as nextTurn } from 'node:timers/promises';

/** A fork stands the event loop still for a millisecond, and for ten on a busy machine. */
const MOST_IN_A_TURN = 10;

/** What is left of the turn of the event loop that this process is in: all its players share that one. */
let room = MOST_IN_A_TURN;

/**
 * Resolves when this process may fork once more: of very many forks that are asked for together, a few at a time, so that between
 * them it answers whoever asks whether it lives. Who asks first is first.
 */
export async function forkTurn(): Promise<void> {
  while (room === 0) await nextTurn();
  if (room === MOST_IN_A_TURN) {
    setImmediate(() => {
      room = MOST_IN_A_TURN;
    });
  }
  room -= 1;
}
