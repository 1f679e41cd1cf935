import { expect, test } from 'vitest';
import {
  bootSeconds,
  createBed,
  createLab,
  deadManBoundMs,
  TOLD,
  usualSteps,
  waitUntil,
  whyNoLab,
} from '../src/index.ts';
import { needs } from './support/needs.ts';

const PLAYERS = ['left', 'right'];

test('a player killed in Run: it is reset within the bound, conduct names it, and the next run is clean', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  await using bed = createBed({ lab, names: PLAYERS, steps: (words) => usualSteps(words, 'until-told') });
  const players = await bed.startPlayers();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);

  players.get('left')?.kill('SIGKILL');
  const killed = { seconds: bootSeconds(), ms: performance.now() };
  const reset = await bed.traced('left', ({ word }) => word === TOLD.resetEnded);
  expect((reset.atSeconds - killed.seconds) * 1000).toBeLessThan(deadManBoundMs());

  const { exitCode, stdout, atMs } = await conduct.ended;
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/left .*is lost/);
  expect(atMs - killed.ms).toBeLessThan(2 * deadManBoundMs());
  await waitUntil(() => bed.stepProcesses().length === 0, { what: 'no process of a step is alive' });

  bed.endRun();
  const again = await bed.startPlayer('left');
  expect(again.lines.seen.join('\n')).toContain('its Reset was paid');
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 0 });
  const resets = bed.trace('left').filter(({ word }) => word === TOLD.resetEnded);
  expect(resets).toHaveLength(2);
});

test('a player that is back at once after it was killed is not taken for the one that it was: conduct names it, and exits 3', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  await using bed = createBed({ lab, names: PLAYERS, steps: (words) => usualSteps(words, 'until-told') });
  const players = await bed.startPlayers();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);
  players.get('left')?.kill('SIGKILL');
  await players.get('left')?.ended;
  await bed.startPlayer('left');
  const { exitCode, stdout } = await conduct.ended;
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/left .*is lost/);
  const resets = bed.trace('left').filter(({ word }) => word === TOLD.resetEnded);
  expect(resets).toHaveLength(1);
});
