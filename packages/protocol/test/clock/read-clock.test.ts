import { describe, expect, it } from 'vitest';
import { answerPolitely, claim, readAll, release } from '../support/frames.ts';
import { testPlayer } from '../support/test-player.ts';

const NS_PER_MS = 1_000_000n;
/** The clocks of this player are two hours ahead. */
const AHEAD_MS = 7_200_000;
const clock = {
  now: () => new Date(Date.now() + AHEAD_MS),
  monotonicNs: () => process.hrtime.bigint() + BigInt(AHEAD_MS) * NS_PER_MS,
};

describe('the clocks of a player', () => {
  it('are read between asking and hearing, beside whatever else is said', async () => {
    await using player = await testPlayer({ clock, onControl: answerPolitely });
    await using control = await player.control();
    const frames = readAll(control.frames);
    const readings = Promise.all([control.readClock(), control.readClock()]);
    await control.send(claim);
    for (const { sentNs, heardNs, playerNs, heardWallMs, playerWallMs } of await readings) {
      const trueNs = playerNs - BigInt(AHEAD_MS) * NS_PER_MS;
      expect(sentNs <= trueNs && trueNs <= heardNs).toBe(true);
      expect(Math.abs(playerWallMs - heardWallMs - AHEAD_MS)).toBeLessThan(10_000);
    }
    await control.send(release);
    expect((await frames).map(({ kind }) => kind)).toEqual(['player-claimed', 'player-released']);
  });

  it('are not read any more when the player is gone, and who asked is told so', async () => {
    const player = await testPlayer({ onControl: answerPolitely });
    await using control = await player.control();
    const frames = readAll(control.frames).catch((error: Error) => error.message);
    await player[Symbol.asyncDispose]();
    await frames;
    await expect(control.readClock()).rejects.toThrow();
  });
});
