import { describe, expect, it } from 'vitest';
import { Driver } from './driver.ts';
import { playerHere } from './player-here.ts';
import { steps } from './session/trial-fixture.ts';

/** Time enough for an order to come, on a machine that has much to do. */
const SOON_NS = 2_000_000_000n;

describe('a player', () => {
  it.each([true, false])(
    'opens the gate at the instant that it was told, and never before it (may spin: %s)',
    async (maySpin) => {
      await using player = await playerHere();
      await using driver = await Driver.dial(player.port);
      await driver.load({ run: steps('true') });
      await driver.say({ kind: 'arm-phase', phase: 'run' });
      await driver.hear('phase-armed');
      // The player is in this process: its clock is ours.
      const startNs = process.hrtime.bigint() + SOON_NS;
      await driver.say({ kind: 'start-phase', phase: 'run', at: { startNs, latestNs: null, maySpin } });
      const { monotonicNs, orderedNs } = await driver.hear('phase-started');
      expect(monotonicNs).toBeGreaterThanOrEqual(startNs);
      expect(orderedNs).toBeLessThan(startNs);
      await driver.hear('steps-done');
      await driver.end('run');
      expect(driver.collected.outcomes('run')).toEqual([{ kind: 'exited', code: 0 }]);
    },
  );
});
