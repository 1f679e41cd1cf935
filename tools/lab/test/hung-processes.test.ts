import { expect, test } from 'vitest';
import {
  bootSeconds,
  createBed,
  createLab,
  createWallClock,
  deadManBoundMs,
  freezeFor,
  TOLD,
  usualSteps,
  waitUntil,
  whyNoLab,
  whyNoWallClock,
} from '../src/index.ts';
import { needs } from './support/needs.ts';

const NAMES = ['left', 'right'];
const SHORTER_THAN_THE_LEASE_MS = 1_000;
const LONGER_THAN_THE_LEASE_MS = 4_000;
const TWO_HOURS_MS = 2 * 60 * 60_000;

test.for(['player', 'conductor'] as const)(
  'a %s that hangs for less than the lease: the run passes',
  async (who, context) => {
    needs(context, whyNoLab());
    await using lab = await createLab({ players: 2 });
    await using bed = createBed({ lab, names: NAMES, steps: (words) => usualSteps(words, 2) });
    const players = await bed.startPlayers();
    const conduct = bed.conduct();
    await bed.traced('left', ({ word }) => word === TOLD.running);
    const pid = who === 'player' ? players.get('left')?.pid : conduct.pid;
    await freezeFor(pid ?? NaN, SHORTER_THAN_THE_LEASE_MS);
    expect(await conduct.ended).toMatchObject({ exitCode: 0 });
  },
);

test('a player that hangs for longer than the lease: exit 3 names it, and it resets when it wakes', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  await using bed = createBed({ lab, names: NAMES, steps: (words) => usualSteps(words, 10) });
  const players = await bed.startPlayers();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);
  const frozen = freezeFor(players.get('left')?.pid ?? NaN, LONGER_THAN_THE_LEASE_MS);

  const { exitCode, stdout } = await conduct.ended;
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/left .*is lost/);
  expect(bed.trace('right').at(-1)?.word).toBe(TOLD.resetEnded);
  await frozen;
  await bed.traced('left', ({ word }) => word === TOLD.resetEnded, deadManBoundMs());
  await waitUntil(() => bed.stepProcesses().length === 0, { what: 'no process of a step is alive' });
});

test('a conductor that hangs for longer than the lease: the players reset without it', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  await using bed = createBed({ lab, names: NAMES, steps: (words) => usualSteps(words, 10) });
  await bed.startPlayers();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);
  const frozenSeconds = bootSeconds();
  await freezeFor(conduct.pid, LONGER_THAN_THE_LEASE_MS);
  const resets = await Promise.all(NAMES.map((name) => bed.traced(name, ({ word }) => word === TOLD.resetEnded)));
  for (const { atSeconds } of resets) expect((atSeconds - frozenSeconds) * 1000).toBeLessThan(deadManBoundMs());
  expect(await conduct.ended).toMatchObject({ exitCode: 3 });
});

test('a wall clock that jumps two hours on every host in Run changes nothing', async (context) => {
  needs(context, whyNoLab() ?? whyNoWallClock());
  await using clock = await createWallClock();
  await using lab = await createLab({ players: 1 });
  await using bed = createBed({ lab, names: ['host'], steps: (words) => usualSteps(words, 1) });
  await bed.startPlayer('host', clock.env);
  const conduct = bed.conduct();
  await bed.traced('host', ({ word }) => word === TOLD.running);
  await clock.jump(TWO_HOURS_MS);
  expect(await conduct.ended).toMatchObject({ exitCode: 0 });
  const run = bed.result().trials[0]?.phases.find(({ phase }) => phase === 'run');
  const step = run?.players[0]?.steps.find(({ key }) => key === 'step1');
  expect(step?.durationMs).toBeGreaterThan(900);
  expect(step?.durationMs).toBeLessThan(60_000);
});
