import { setTimeout as pause } from 'node:timers/promises';
import type { RunResult } from '@conductor/types';
import { expect, test } from 'vitest';
import {
  type Bed,
  createBed,
  createLab,
  flap,
  type Lab,
  playerHost,
  startProxyFor,
  TOLD,
  usualSteps,
  waitUntil,
  whyNoLab,
} from '../src/index.ts';
import { needs } from './support/needs.ts';

/** What a player tells in a run in which everything happened, each thing once. */
const WHOLE_RUN = [TOLD.ready, TOLD.running, TOLD.resetBegan, TOLD.resetHalfway, TOLD.resetEnded];

/** Heartbeats every 2 s: after 6 to 8 s of silence the conductor makes the connection anew. */
const LONG_LEASE = { lease: 12 };

/** How the way between the conductor and the first player is broken, and mended. */
interface Breakage {
  readonly name: string;
  readonly ms: number;
  readonly settings: Readonly<Record<string, number>>;
  breakWay(lab: Lab): Promise<void>;
  mendWay(lab: Lab): Promise<void>;
}

const cable = {
  breakWay: (lab: Lab) => lab.pullCable(playerHost(lab, 0)),
  mendWay: (lab: Lab) => lab.plugCable(playerHost(lab, 0)),
};
const way = (direction: 'to' | 'from') => {
  const one = (lab: Lab) =>
    direction === 'to'
      ? { from: lab.conductor, to: playerHost(lab, 0) }
      : { from: playerHost(lab, 0), to: lab.conductor };
  return { breakWay: (lab: Lab) => lab.cutOneWay(one(lab)), mendWay: (lab: Lab) => lab.mendOneWay(one(lab)) };
};

test.for<Breakage>([
  { name: 'a cable that is pulled for half of the lease', ms: 3_000, settings: { lease: 6 }, ...cable },
  { name: 'a cable that is pulled until it is noticed', ms: 9_000, settings: LONG_LEASE, ...cable },
  { name: 'what goes to the player, lost until it is noticed', ms: 8_500, settings: LONG_LEASE, ...way('to') },
  { name: 'what comes from the player, lost until it is noticed', ms: 8_500, settings: LONG_LEASE, ...way('from') },
])('$name: the run passes, and nothing is lost', async ({ ms, settings, breakWay, mendWay }, context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  await using bed = createBed({ lab, names: ['left', 'right'], steps: (words) => usualSteps(words, 5), settings });
  await bed.startPlayers();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);
  await breakWay(lab);
  await pause(ms);
  await mendWay(lab);
  expect(await conduct.ended).toMatchObject({ exitCode: 0 });
  expectWhole(bed);
});

test('a link that is away every other second for as long as two leases: the run passes', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  await using proxy = await startProxyFor(lab, 0);
  await using bed = createBed({
    lab,
    names: ['left'],
    steps: (words) => usualSteps(words, 7),
    dialled: { left: proxy },
  });
  await bed.startPlayers();
  const stop = new AbortController();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);
  const flapping = flap(proxy, { upMs: 1_000, downMs: 1_000 }, stop.signal);
  expect(await conduct.ended).toMatchObject({ exitCode: 0 });
  stop.abort();
  expect(await flapping).toBeGreaterThan(2);
  expectWhole(bed);
});

test('connections that are reset again and again: each is made anew, and the run passes', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  await using proxy = await startProxyFor(lab, 0);
  await using bed = createBed({
    lab,
    names: ['left'],
    steps: (words) => usualSteps(words, 'until-told'),
    dialled: { left: proxy },
  });
  await bed.startPlayers();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);
  for (let times = 0; times < 4; times += 1) {
    await proxy.cut('rst');
    const isBack = () => conduct.lines.seen.filter((line) => line.includes('is back after')).length > times;
    await waitUntil(isBack, { what: 'left is back' });
  }
  bed.endRun();
  const { exitCode, stdout } = await conduct.ended;
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/left +is cut off: .*; dialling it again, while it works on/);
  expectWhole(bed);
  expect(bed.result().problems.join()).toMatch(
    /player "left": its connection was cut for \d+\.\d s \(.*\); nothing was lost/,
  );
});

test('a cable that is pulled for longer than the lease: the report says when the player reset by itself', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 2 });
  await using bed = createBed({ lab, names: ['left', 'right'], steps: (words) => usualSteps(words, 60) });
  await bed.startPlayers();
  const conduct = bed.conduct();
  await bed.traced('left', ({ word }) => word === TOLD.running);
  await lab.pullCable(playerHost(lab, 0));
  await bed.traced('left', ({ word }) => word === TOLD.resetEnded);
  await lab.plugCable(playerHost(lab, 0));

  const { exitCode, stdout } = await conduct.ended;
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/left: .*lease of 3 s is over.*; it reset by itself, and was done at \d{4}-.* UTC/);
  expect(resetsOf(bed.result())).toEqual([
    ['left', 'paid', true],
    ['right', 'paid', true],
  ]);
});

function resetsOf({ trials }: RunResult) {
  return trials[0]?.resets.map(({ player, state, time }) => [player, state, time !== null]);
}

/** Everything happened on every player, each thing once, and all of it is told as passed. */
function expectWhole(bed: Bed): void {
  const { players, verdict } = bed.result();
  expect(verdict).toBe('passed');
  for (const { name, lost } of players) {
    expect(lost).toBeNull();
    expect(bed.trace(name).map(({ word }) => word)).toEqual(WHOLE_RUN);
  }
}
