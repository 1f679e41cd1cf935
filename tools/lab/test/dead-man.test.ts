import { expect, test } from 'vitest';
import {
  bootSeconds,
  conductBoundMs,
  createBed,
  createLab,
  deadManBoundMs,
  killAtRandom,
  playerHost,
  TOLD,
  usualSteps,
  waitUntil,
  whyNoLab,
} from '../src/index.ts';
import { needs } from './support/needs.ts';

const PLAYERS = ['left', 'right'];
const LONG_SECONDS = 60;

test('a cable pulled in Run for longer than the lease: the player resets by itself, and conduct names it', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  await using bed = createBed({
    lab,
    names: PLAYERS,
    steps: (words) => usualSteps(words, LONG_SECONDS),
  });
  await bed.startPlayers();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);

  await lab.pullCable(playerHost(lab, 0));
  const pulled = { seconds: bootSeconds(), ms: performance.now() };
  const reset = await bed.traced('left', ({ word }) => word === TOLD.resetEnded);
  expect((reset.atSeconds - pulled.seconds) * 1000).toBeLessThan(deadManBoundMs());

  const { exitCode, stdout, atMs } = await conduct.ended;
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/left .*is lost/);
  expect(atMs - pulled.ms).toBeLessThan(conductBoundMs());
  await bed.traced('right', ({ word }) => word === TOLD.resetEnded);
  await waitUntil(() => bed.stepProcesses().length === 0, { what: 'no process of a step is alive' });
  expect(bed.result().players.map(({ name, lost }) => [name, lost !== null])).toEqual([
    ['left', true],
    ['right', false],
  ]);
});

test.for([
  [1, 'the network as it is'],
  [3, 'the network dead'],
] as const)(
  'a conductor killed at random (seed %i), %s: who began Startup resets, and is free',
  async ([seed, network], context) => {
    needs(context, whyNoLab());
    await using lab = await createLab({ players: 2 });
    await using bed = createBed({
      lab,
      names: PLAYERS,
      steps: (words) => usualSteps(words, 1),
    });
    await bed.startPlayers();
    const conduct = bed.conduct();
    await conduct.lines.find((line) => line.includes('trial 1 of 1 begins'));
    if (network === 'the network dead') {
      // The players learn nothing of the end: only their leases tell them.
      await bed.traced('left', ({ word }) => word === TOLD.ready);
      await lab.blackHole();
    }
    await killAtRandom(conduct.pid, { withinMs: 1500, seed });
    await conduct.ended;

    for (const name of PLAYERS) {
      if (bed.trace(name).length === 0) continue;
      await bed.traced(name, ({ word }) => word === TOLD.resetEnded, deadManBoundMs());
    }
    await waitUntil(() => bed.stepProcesses().length === 0, { what: 'no process of a step is alive' });
    await lab.heal();
    // Who had not begun Startup is free when the lease is over, too.
    const next = await bed.conduct('--wait-free', '30s').ended;
    expect(next).toMatchObject({ exitCode: 0 });
  },
);
