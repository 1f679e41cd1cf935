import { randomInt } from 'node:crypto';

/** The variable by which steps pass the mark of their containment on. */
export const MARK_VARIABLE = 'CONDUCTOR_MARK';

/** How many bits of a mark number the steps of one player: a million. */
const STEP_BITS = 20n;
/** The rest is drawn once per life of a player; together they stay exact in shells that count in doubles. */
const LIFE_LIMIT = 2 ** 31;

/** Marks of steps: numbers that no other player of the host uses. */
export interface MarkSequence {
  /** The same for all marks of one life of a player; what a later life recognises leftovers by. */
  readonly life: bigint;
  next(): bigint;
}

/** The marks of one life of a player. After 2^20 steps another life begins. */
export function markSequence(): MarkSequence {
  let life = drawLife();
  let step = 0n;
  return {
    get life() {
      return life;
    },
    next() {
      step += 1n;
      if (step >> STEP_BITS !== 0n) {
        life = drawLife();
        step = 1n;
      }
      return (life << STEP_BITS) | step;
    },
  };
}

function drawLife(): bigint {
  return BigInt(randomInt(1, LIFE_LIMIT));
}
