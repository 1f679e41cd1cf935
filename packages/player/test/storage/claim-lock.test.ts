import { describe, expect, it } from 'vitest';
import { claimLock, markOf, returnLock } from '../../src/storage/claim-lock.ts';
import { DRAFT, exploreSteps } from './support/explore-steps.ts';
import type { Taker } from './support/replay.ts';

const LOCK = 'lock';

const taker: Taker = (pid, steps) => {
  if (claimLock({ path: LOCK, draft: DRAFT }, steps) !== null) return;
  steps.enter();
  steps.leave();
  returnLock(LOCK, `${pid}`, steps);
};

/** Looks well, and lets two in: what is moved away may be another lock by then, and is missing until it is back. */
const movesAway: Taker = (pid, steps) => {
  while (!steps.link(DRAFT, LOCK)) {
    const text = steps.read(LOCK);
    if (text === null) continue;
    if (steps.livingPid(text) !== null) return;
    const moved = `${LOCK}.stale.${pid}`;
    steps.replace(LOCK, moved);
    if (steps.read(moved) !== text) steps.link(moved, LOCK);
    steps.remove(moved);
  }
  steps.enter();
};

const MARK_OF_DEAD = markOf(LOCK, LOCK, 'dead');
const MARK_OF_EMPTY = markOf(LOCK, LOCK, '');

/** Where it begins, and how many states the search then goes through at the least. */
const CASES = [
  { beside: 'no lock', files: {}, takers: 3, failures: 1, atLeast: 10_000 },
  { beside: 'the lock of a dead process', files: { [LOCK]: 'dead' }, takers: 3, failures: 1, atLeast: 300_000 },
  {
    beside: 'that lock and the mark of a dead heir',
    files: { [LOCK]: 'dead', [MARK_OF_DEAD]: 'its heir' },
    takers: 2,
    failures: 1,
    atLeast: 1000,
  },
  {
    beside: 'a lock and a mark that are empty',
    files: { [LOCK]: '', [MARK_OF_EMPTY]: '' },
    takers: 2,
    failures: 1,
    atLeast: 1000,
  },
];

describe('a lock that several processes want at once', { timeout: 240_000 }, () => {
  it.each(CASES)(
    'beside $beside is never had by two, in whatever order they come and whoever dies',
    ({ files, takers, failures, atLeast }) => {
      const { twoIn, states, ends } = exploreSteps({ taker, takers, files, failures });
      expect(twoIn).toBe(null);
      expect(states).toBeGreaterThan(atLeast);
      expect(ends).toEqual(['somebody was in, left: nothing']);
    },
  );

  it('would be had by two if that of a dead process were moved away: the search finds such an order', () => {
    const { twoIn } = exploreSteps({ taker: movesAway, takers: 3, files: { [LOCK]: 'dead' }, failures: 0 });
    expect(twoIn?.filter((step) => step.endsWith('enter'))).toHaveLength(2);
  });
});
