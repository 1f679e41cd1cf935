import { removeFolder, whyNoLab } from '@conductor/lab';
import type { RunEvent } from '@conductor/types';
import { alternate, type Measure, pairsOf } from '../../alternate.ts';
import type { Figure } from '../../figure.ts';
import { type Fleet, startFleet } from '../../ground/fleet.ts';
import type { Ground } from '../../ground/ground.ts';
import { resultsOf, runTest } from '../../ground/run-test.ts';
import { openLabSite, type Site } from '../../ground/site.ts';
import { writeTest } from '../../ground/test-files.ts';
import { type Ssh, startSsh, whyNoSsh } from '../../peers/ssh.ts';
import { atLeast, type MissingRow, type Row } from '../../result/row.ts';
import type { Load, Rival } from './load.ts';
import { loadsOf } from './loads.ts';

const MB = 1_000_000;

/** How fast files come home over TLS, compared with what copies over warm SSH connections on the same two hosts. */
export const files: Figure = {
  name: 'files',
  title: 'files come home over TLS',
  seconds: 240,
  whyNot: whyNoLab,
  async measure(ground, signal) {
    const loads = loadsOf(ground);
    const why = whyNoSsh();
    if (why !== null) return loads.flatMap((load) => load.rivals.map((rival) => missing(load, rival, why)));
    await using site = await openLabSite();
    await using fleet = await startFleet(ground, Math.max(...loads.map(({ hosts }) => hosts)), site);
    await using ssh = await startSsh(ground, fleet.players.length, site, signal);
    const rows: Row[] = [];
    for (const load of loads) rows.push(...(await compare(load, { ground, site, fleet, ssh }, signal)));
    return rows;
  },
};

interface Scene {
  readonly ground: Ground;
  readonly site: Site;
  readonly fleet: Fleet;
  readonly ssh: Ssh;
}

async function compare(load: Load, scene: Scene, signal: AbortSignal): Promise<Row[]> {
  const { ground, fleet, ssh } = scene;
  const pattern = await load.make(ground.newFolder(load.name));
  const players = fleet.players.slice(0, load.hosts);
  const test = writeTest(ground.newFolder('fetch'), { players, phases: { collect: [`fetch1: ${pattern}`] } });
  const present = load.rivals.filter(({ whyNot }) => whyNot() === null);
  const warm: Ssh = { ...ssh, hosts: ssh.hosts.slice(0, load.hosts) };
  const ways = present.map((rival) => [rival.name, () => copyMs(scene, rival, warm, pattern)] as const);
  const measures: Record<string, Measure> = { conductor: () => fetchMs(scene, test), ...Object.fromEntries(ways) };
  const ms = await alternate({ rounds: ground.rounds, turnsEach: 1 }, measures, signal);
  const rates = (name: string) => (ms[name] ?? []).map((each) => (load.hosts * load.bytesEach) / MB / (each / 1000));
  return load.rivals.map((rival) => {
    const why = rival.whyNot();
    if (why !== null) return missing(load, rival, why);
    const pairs = pairsOf(rates('conductor'), rates(rival.name));
    return { kind: 'ratio', ...namesOf(load, rival), unit: 'MB/s', pairs, goal: atLeast(rival.bound) };
  });
}

/** From the order to collect until every file is on the disk for good. */
async function fetchMs({ ground, site }: Scene, test: string): Promise<number> {
  const events = await runTest(ground, test, site);
  removeFolder(resultsOf(test));
  return timeOf(events, 'phase-ended') - timeOf(events, 'phase-started');
}

function timeOf(events: readonly RunEvent[], kind: 'phase-started' | 'phase-ended'): number {
  const event = events.find((each) => each.kind === kind && each.phase === 'collect');
  return Date.parse(event?.time ?? '');
}

async function copyMs({ ground }: Scene, rival: Rival, ssh: Ssh, pattern: string): Promise<number> {
  const target = ground.newFolder('copied');
  const began = performance.now();
  await rival.fetch(ssh, pattern, target);
  const ms = performance.now() - began;
  removeFolder(target);
  return ms;
}

function missing(load: Load, rival: Rival, why: string): MissingRow {
  return { kind: 'missing', ...namesOf(load, rival), why };
}

function namesOf(load: Load, { name, against }: Rival) {
  return { name: `files-${load.name}-${name}`, what: load.what, against };
}
