import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '@conductor/types';
import { expect, test } from 'vitest';
import { createBed, createLab, startProxyFor, whyNoLab } from '../src/index.ts';
import { needs } from './support/needs.ts';

/** What a link adds to each way, in milliseconds: near, far, and far one way only. */
const DELAYS = {
  near: { there: 0, back: 0 },
  far: { there: 20, back: 20 },
  askew: { there: 5, back: 25 },
} as const;
const NAMES = Object.keys(DELAYS) as (keyof typeof DELAYS)[];
/** Without a common instant, the far player starts so much later than the near one. */
const APART_MS = 20;
/** Times are told to the microsecond. */
const EXACTNESS_MS = 0.002;

test('players behind links of different length start together, within what is printed', async (context) => {
  needs(context, whyNoLab());
  await using lab = await createLab({ players: NAMES.length });
  await using near = await startProxyFor(lab, 0);
  await using far = await startProxyFor(lab, 1);
  await using askew = await startProxyFor(lab, 2);
  const proxies = { near, far, askew };
  for (const name of NAMES) {
    const { there, back } = DELAYS[name];
    await proxies[name].set({ toServer: { delayMs: there }, toClient: { delayMs: back } });
  }
  await using bed = createBed({
    lab,
    names: NAMES,
    steps: () => ({ startup: [], run: ['step1: true'], collect: [], reset: [] }),
    dialled: proxies,
    settings: { trials: 3 },
  });
  await bed.startPlayers();
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 0 });

  const runs = startsOfRun(join(bed.resultsFolder, 'latest', 'events.ndjson'));
  expect(runs).toHaveLength(3);
  for (const { mode, spreadMs, uncertaintyMs, starts } of runs) {
    expect(mode).toBe('aligned');
    for (const { lateMs, clock } of starts) {
      expect(lateMs).toBeGreaterThanOrEqual(0);
      expect(Math.abs(clock.offsetMs)).toBeLessThanOrEqual(clock.uncertaintyMs);
    }
    expect(Math.abs(spreadMs - trueSpreadMs(starts))).toBeLessThanOrEqual(uncertaintyMs + EXACTNESS_MS);
  }
  expect(Math.min(...runs.map(({ starts }) => apartMs(starts)))).toBeLessThan(APART_MS);
});

type Started = Extract<RunEvent, { readonly kind: 'players-started' }>;

function startsOfRun(eventsFile: string): Started[] {
  const events = readFileSync(eventsFile, 'utf8').trim().split('\n');
  return events
    .map((line): RunEvent => JSON.parse(line))
    .filter((event) => event.kind === 'players-started')
    .filter(({ phase }) => phase === 'run');
}

/** All players have the monotonic clock of this machine: what was measured as its offset is the error of each start. */
function trueSpreadMs(starts: Started['starts']): number {
  const instants = starts.map(({ time, clock }) => microsecondOf(time) / 1_000 + clock.offsetMs);
  return Math.max(...instants) - Math.min(...instants);
}

/** How far apart they were beside what their processors, busy with others, let one of them wait at its instant. */
function apartMs(starts: Started['starts']): number {
  return trueSpreadMs(starts) - Math.max(...starts.map(({ lateMs }) => lateMs ?? 0));
}

/** Of the day, from ISO 8601. */
function microsecondOf(time: string): number {
  return (Date.parse(`${time.slice(0, 19)}Z`) % 86_400_000) * 1_000 + Number(time.slice(20, 26));
}
