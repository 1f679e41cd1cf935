import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expiredRuns } from '../../src/spool/expired-runs.ts';
import type { SpooledRun } from '../../src/spool/spooled-run.ts';
import type { TrialDebt } from '../../src/spool/trial-debt.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const HOUR_MS = 3_600_000;
const LIMITS = { keepMs: 24 * HOUR_MS, keepBytes: 1000 };

function run(runId: string, ageHours: number, bytes: number, debt: TrialDebt = 'paid'): SpooledRun {
  const changed = new Date(NOW.getTime() - ageHours * HOUR_MS);
  const trial = {
    caseName: '',
    trial: 1,
    folder: `/runs/${runId}/case/trial-001`,
    loaded: changed,
    isCollected: false,
  };
  return { runId, folder: `/runs/${runId}`, trials: [{ ...trial, debt }], bytes, changed };
}

const expired = (runs: readonly SpooledRun[], held: string | null = null) =>
  expiredRuns(runs, LIMITS, held, NOW).map((one) => [one.run.runId, one.reason]);

describe('runs that nobody closed', () => {
  it('are kept as long as they are young and small', () => {
    expect(expired([run('a', 23, 400), run('b', 1, 600)])).toEqual([]);
  });

  it('go when they are too old, and then the oldest until the rest is small enough', () => {
    const runs = [run('young', 1, 600), run('middle', 2, 600), run('old', 25, 10), run('older', 30, 10)];
    expect(expired(runs)).toEqual([
      ['older', 'age'],
      ['old', 'age'],
      ['middle', 'size'],
    ]);
  });

  it('stay, however old and large, where Reset is owed or somebody is at work', () => {
    expect(expired([run('owed', 999, 5000, 'owed'), run('open', 999, 5000, 'open')])).toEqual([]);
  });

  it('stay, and do not count, where they hold the player', () => {
    expect(expired([run('held', 999, 5000), run('other', 1, 900)], 'held')).toEqual([]);
  });

  it('are not taken for old where the clock of the host was set back', () => {
    expect(expired([run('from the future', -5, 10)])).toEqual([]);
  });

  it('never lose an owed Reset or the run that is held, and what is left is young and small, or may not go', () => {
    const anyRun = fc.record({
      age: fc.integer({ min: -2, max: 60 }),
      bytes: fc.integer({ min: 0, max: 900 }),
      debt: fc.constantFrom<TrialDebt>('open', 'owed', 'not-owed', 'paid', 'waived', 'unconfirmed'),
    });
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 12 }), fc.nat(11), (given, heldPlace) => {
        const runs = given.map(({ age, bytes, debt }, place) => run(`run-${place}`, age, bytes, debt));
        const held = `run-${heldPlace}`;
        const gone = new Set(expiredRuns(runs, LIMITS, held, NOW).map((one) => one.run));
        const mustStay = (one: SpooledRun) =>
          one.runId === held || ['open', 'owed'].includes(one.trials[0]?.debt ?? '');
        const left = runs.filter((one) => !gone.has(one));
        const movable = left.filter((one) => !mustStay(one));
        const bytes = left.filter(({ runId }) => runId !== held).reduce((sum, one) => sum + one.bytes, 0);
        return (
          [...gone].every((one) => !mustStay(one)) &&
          movable.every(({ changed }) => NOW.getTime() - changed.getTime() <= LIMITS.keepMs) &&
          (bytes <= LIMITS.keepBytes || movable.length === 0)
        );
      }),
    );
  });
});
