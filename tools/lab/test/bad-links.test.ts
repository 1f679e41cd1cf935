import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createBed,
  createLab,
  deadManBoundMs,
  flap,
  playerHost,
  startProxyFor,
  TOLD,
  usualSteps,
  waitUntil,
  whyNoLab,
  whyNoRateLimit,
} from '../src/index.ts';
import { needs } from './support/needs.ts';

test('a player that goes silent before its trial is loaded: exit 3, naming it, and nobody has begun', async (context) => {
  needs(context, whyNoRateLimit());
  await using lab = await createLab({ players: 2 });
  // So much to load over so slow a link that the silence comes in the middle of it.
  const burden = Array.from({ length: 500 }, (_, at) => `step${at}: true # ${'x'.repeat(200)}`);
  await using bed = createBed({
    lab,
    names: ['prompt', 'silent'],
    steps: (words, name) => ({ ...usualSteps(words, 1), ...(name === 'silent' && { collect: burden }) }),
  });
  await bed.startPlayers();
  await lab.limitRate(playerHost(lab, 1), 160_000);
  const conduct = bed.conduct();
  await conduct.lines.find((line) => line.includes('trial 1 of 1 begins'));
  await lab.pullCable(playerHost(lab, 1));

  const { exitCode, stdout } = await conduct.ended;
  expect(exitCode).toBe(3);
  expect(stdout).toMatch(/silent/);
  expect(stdout).not.toMatch(/prompt .*is lost/);
  expect([bed.trace('prompt'), bed.trace('silent')]).toEqual([[], []]);
});

test('a link of 150 ms each way: the run passes', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  await using proxy = await startProxyFor(lab, 0);
  await proxy.set({ toServer: { delayMs: 150 }, toClient: { delayMs: 150, jitterMs: 50 } });
  await using bed = createBed({
    lab,
    names: ['far'],
    steps: (words) => usualSteps(words, 0.5),
    dialled: { far: proxy },
  });
  await bed.startPlayers();
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 0 });
});

test('a link that is away every other 200 ms: the run passes', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: 1 });
  await using proxy = await startProxyFor(lab, 0);
  await using bed = createBed({ lab, names: ['far'], steps: (words) => usualSteps(words, 1), dialled: { far: proxy } });
  await bed.startPlayers();
  const stop = new AbortController();
  const flapping = flap(proxy, { upMs: 200, downMs: 200 }, stop.signal);
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 0 });
  stop.abort();
  expect(await flapping).toBeGreaterThan(2);
});

test.for(['to', 'from'] as const)(
  'what goes %s a player is lost in Run: it resets, and conduct names it',
  async (way, context) => {
    needs(context, whyNoLab());
    await using lab = await createLab({ players: 2 });
    await using bed = createBed({ lab, names: ['left', 'right'], steps: (words) => usualSteps(words, 60) });
    await bed.startPlayers();
    const conduct = bed.conduct();
    await bed.traced('left', ({ word }) => word === TOLD.running);
    const left = playerHost(lab, 0);
    await lab.cutOneWay(way === 'to' ? { from: lab.conductor, to: left } : { from: left, to: lab.conductor });

    const { exitCode, stdout } = await conduct.ended;
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/left .*is lost/);
    await bed.traced('left', ({ word }) => word === TOLD.resetEnded, deadManBoundMs());
    await waitUntil(() => bed.stepProcesses().length === 0, { what: 'no process of a step is alive' });
  },
);

test('100 MB of output over a slow link: heartbeats do not starve, and every byte arrives', async (context) => {
  needs(context, whyNoRateLimit());
  await using lab = await createLab({ players: 1 });
  const bytes = 100_000_000;
  await using bed = createBed({
    lab,
    names: ['far'],
    steps: (words) => ({ ...usualSteps(words, 0.1), run: [`step1: head -c ${bytes} /dev/zero`] }),
  });
  await bed.startPlayers();
  // Ten seconds for the output: three leases.
  await lab.limitRate(playerHost(lab, 0), 80_000_000);
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 0 });
  expect(statSync(join(bed.resultsFolder, 'latest/trial-001/run/far/01-step1.out')).size).toBe(bytes);
});
