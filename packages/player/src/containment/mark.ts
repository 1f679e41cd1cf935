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
  /**
   * Sets `count` marks aside, in a row, and answers the first of them: `next` gives none of these. The `ahead` marks that
   * it gives afterwards follow them without a gap.
   */
  setAside(count: number, ahead: number): bigint;
}

/** The marks of one life of a player. After 2^20 steps another life begins. */
export function markSequence(): MarkSequence {
  let life = drawLife();
  let step = 0n;
  /** Begins another life where this one has no room for so many more. */
  const makeRoom = (count: bigint) => {
    if ((step + count) >> STEP_BITS === 0n) return;
    life = drawLife();
    step = 0n;
  };
  return {
    get life() {
      return life;
    },
    next() {
      makeRoom(1n);
      step += 1n;
      return (life << STEP_BITS) | step;
    },
    setAside(count, ahead) {
      makeRoom(BigInt(count + ahead));
      const first = (life << STEP_BITS) | (step + 1n);
      step += BigInt(count);
      return first;
    },
  };
}

/** The life of a player that a mark belongs to; `null` for what is no mark. */
export function lifeOf(mark: string | null): bigint | null {
  if (mark === null || !/^\d+$/.test(mark)) return null;
  const life = BigInt(mark) >> STEP_BITS;
  return life > 0n && life < BigInt(LIFE_LIMIT) ? life : null;
}

function drawLife(): bigint {
  return BigInt(randomInt(1, LIFE_LIMIT));
}
