import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { createWallClock, linesOf, whyNoWallClock } from '../src/index.ts';
import { needs } from './support/needs.ts';

const TWO_HOURS_MS = 2 * 60 * 60_000;
const TICK = join(import.meta.dirname, 'fixtures/tick.mjs');

test('a running process sees its wall clock jump, forward and back, and its monotonic clock go on', async (context) => {
  needs(context, whyNoWallClock());
  await using clock = await createWallClock();
  const ticking = execa('node', [TICK], { env: clock.env, reject: false });
  const ticks = linesOf(ticking.stdout);
  const afterTicks = async () => {
    await ticks.more(2);
    const [wall = NaN, monotonic = NaN] = (ticks.seen.at(-1) ?? '').split(' ').map(Number);
    return { aheadMs: wall - Date.now(), monotonic };
  };
  const before = await afterTicks();
  expect(Math.abs(before.aheadMs)).toBeLessThan(60_000);
  await clock.jump(TWO_HOURS_MS);
  const ahead = await afterTicks();
  expect(Math.abs(ahead.aheadMs - TWO_HOURS_MS)).toBeLessThan(60_000);
  await clock.jump(-2 * TWO_HOURS_MS);
  const behind = await afterTicks();
  expect(Math.abs(behind.aheadMs + TWO_HOURS_MS)).toBeLessThan(60_000);
  expect(behind.monotonic - before.monotonic).toBeLessThan(TWO_HOURS_MS);
  ticking.kill('SIGKILL');
  await ticking;
});

test('programs that are not Node.js have the same clock', async (context) => {
  needs(context, whyNoWallClock());
  await using clock = await createWallClock();
  await clock.jump(TWO_HOURS_MS);
  const { stdout } = await execa('date', ['+%s'], { env: clock.env });
  expect(Math.abs(Number(stdout) * 1000 - Date.now() - TWO_HOURS_MS)).toBeLessThan(60_000);
});
