import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, type Measure, pairsOf } from '../../alternate.ts';
import type { Figure } from '../../figure.ts';
import { type Fleet, startFleet } from '../../ground/fleet.ts';
import type { Ground } from '../../ground/ground.ts';
import { runTest } from '../../ground/run-test.ts';
import { LOOPBACK } from '../../ground/site.ts';
import { inEachPhase, writeTest } from '../../ground/test-files.ts';
import { type Ssh, startSsh, whyNoSsh } from '../../peers/ssh.ts';
import { atMost, type Row, type ValueRow } from '../../result/row.ts';
import { median } from '../../result/statistics.ts';
import { type Contender, FLOOR, TOOLS } from './contender.ts';
import { spreadsMs } from './stamps.ts';

/** How many players, and how many trials one round has; each trial starts four times. */
const SIZES = [
  { players: 2, trials: 10 },
  { players: 10, trials: 5 },
  { players: 100, trials: 1 },
] as const;

/**
 * How far apart the first commands of all players are, by what the commands themselves see on the one clock of this
 * machine. Compared with a program that spawns as many shells, and with tools that do the same over SSH.
 */
export const spread: Figure = {
  name: 'spread',
  title: 'first commands of 2, 10 and 100 players',
  seconds: 240,
  whyNot: () => null,
  async measure(ground, signal) {
    const sizes = ground.isQuick ? SIZES.slice(0, 1) : SIZES;
    const most = Math.max(...sizes.map(({ players }) => players));
    await using fleet = await startFleet(ground, most);
    const whySsh = whyNoSsh();
    await using ssh = whySsh === null && !ground.isQuick ? await startSsh(ground, most, LOOPBACK, signal) : null;
    const rows: Row[] = [];
    for (const { players, trials } of sizes) {
      const scene = { ground, fleet, ssh, players, trials: ground.isQuick ? 1 : trials };
      rows.push(...(players === 2 ? await alone(scene, signal) : await against(scene, whySsh, signal)));
    }
    return rows;
  },
};

interface Scene {
  readonly ground: Ground;
  readonly fleet: Fleet;
  readonly ssh: Ssh | null;
  readonly players: number;
  readonly trials: number;
}

/** As many players as the machine has cores: what is seen is how well they start together, and not who queues for a core. */
async function alone(scene: Scene, signal: AbortSignal): Promise<Row[]> {
  const samples: number[][] = [];
  const stamped = stampedRun(scene);
  const measures = {
    conductor: async () => {
      const spreads = await stamped();
      samples.push(spreads);
      return median(spreads);
    },
    floor: () => contenderSpread(scene, FLOOR),
  };
  const { conductor, floor } = await alternate({ rounds: scene.ground.rounds, turnsEach: 1 }, measures, signal);
  const row = (statistic: ValueRow['statistic'], bound: number): Row => ({
    kind: 'value',
    name: `spread-2-${statistic}`,
    what: 'spread of the first commands of 2 players',
    unit: 'ms',
    statistic,
    rounds: samples,
    goal: atMost(bound),
  });
  return [row('median', 0.2), row('p99', 1), ratioRow(scene, FLOOR, conductor, floor, null)];
}

async function against(scene: Scene, whySsh: string | null, signal: AbortSignal): Promise<Row[]> {
  const stamped = stampedRun(scene);
  const contenders = [FLOOR, ...TOOLS.filter(({ why }) => scene.ssh !== null && why() === null)];
  const measures: Record<string, Measure> = { conductor: async () => median(await stamped()) };
  for (const contender of contenders) measures[contender.name] = () => contenderSpread(scene, contender);
  const samples = await alternate({ rounds: scene.ground.rounds, turnsEach: 1 }, measures, signal);
  return [FLOOR, ...TOOLS].map((contender): Row => {
    const why = contender === FLOOR ? null : (whySsh ?? contender.why());
    if (why !== null) return { kind: 'missing', ...namesOf(scene, contender), why };
    const { conductor = [], [contender.name]: others = [] } = samples;
    return ratioRow(scene, contender, conductor, others, contender.bound(scene.players));
  });
}

/** A test whose every step stamps a file; runs it, and returns the spread of each start. */
function stampedRun({ ground, fleet, players, trials }: Scene): () => Promise<number[]> {
  const folder = ground.newFolder('spread');
  const file = join(folder, 'stamps');
  const phases = inEachPhase(`step1: ${stamp(ground, file)}`);
  const settings = [`trials: ${trials}`];
  const test = writeTest(folder, { players: fleet.players.slice(0, players), phases, settings });
  return async () => {
    rmSync(file, { force: true });
    await runTest(ground, test);
    return spreadsMs(file, players);
  };
}

async function contenderSpread({ ground, ssh, players }: Scene, contender: Contender): Promise<number> {
  const folder = ground.newFolder(contender.name);
  const spreads: number[] = [];
  for (let start = 0; start < (ground.isQuick ? 1 : contender.starts(players)); start += 1) {
    const file = join(folder, `stamps-${start}`);
    await contender.start(stamp(ground, file), players, ground, ssh);
    spreads.push(...spreadsMs(file, players));
  }
  return median(spreads);
}

/** The same command for all: it looks at the clock first, and costs what a small program costs. */
function stamp({ floor }: Ground, file: string): string {
  return `${floor.program} stamp ${file}`;
}

function ratioRow(
  scene: Scene,
  contender: Contender,
  conductor: readonly number[],
  others: readonly number[],
  bound: number | null,
): Row {
  const pairs = pairsOf(conductor, others);
  return {
    kind: 'ratio',
    ...namesOf(scene, contender),
    unit: 'ms',
    pairs,
    goal: bound === null ? null : atMost(bound),
  };
}

function namesOf({ ground, players }: Scene, { name }: Contender) {
  return {
    name: `spread-${players}-${name}`,
    what: `spread of the first commands of ${players} players`,
    against: name === FLOOR.name ? `${players} shells by the ${ground.floor.language} floor` : `${name}, warm`,
  };
}
