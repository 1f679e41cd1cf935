import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, whyNoLab } from '@conductor/lab';
import type { RunEvent } from '@conductor/types';
import { alternate, pairsOf } from '../../alternate.ts';
import type { Figure } from '../../figure.ts';
import { startFleet } from '../../ground/fleet.ts';
import type { Ground } from '../../ground/ground.ts';
import { peakMb, peakUntilEnd } from '../../ground/process-memory.ts';
import { readEvents, resultsOf, startTest } from '../../ground/run-test.ts';
import { LOOPBACK, openLabSite, type Site } from '../../ground/site.ts';
import { succeed } from '../../ground/succeed.ts';
import { writeTest } from '../../ground/test-files.ts';
import { timeCommand } from '../../ground/time-command.ts';
import { sizeText } from '../../result/figure-text.ts';
import { atLeast, atMost, type MissingRow, type Row } from '../../result/row.ts';
import { startGrpcFloor } from './grpc-floor.ts';

const MB = 1_000_000;
const BLOCK_BYTES = 64_000;
const BLOCKS = 15_625;
const QUICK_BLOCKS = 125;

/** What a command that prints 1 GB suffers from being watched, and how fast its output comes home. */
export const output: Figure = {
  name: 'output',
  title: 'a command that prints 1 GB',
  seconds: 180,
  whyNot: () => null,
  async measure(ground, signal) {
    const plain = await compare(ground, LOOPBACK, signal);
    const why = whyNoLab();
    if (why !== null) return [...plain, missingTls(why)];
    await using site = await openLabSite();
    return [...plain, ...(await compare(ground, site, signal))];
  },
};

async function compare(ground: Ground, site: Site, signal: AbortSignal): Promise<Row[]> {
  const blocks = ground.isQuick ? QUICK_BLOCKS : BLOCKS;
  const bytes = blocks * BLOCK_BYTES;
  const print = `dd if=/dev/zero bs=${BLOCK_BYTES} count=${blocks}`;
  const file = join(ground.newFolder('printed'), 'file');
  const printInto = (path: string) => timeCommand(ground, ['/bin/sh', '-c', `${print} >'${path}'`], signal);
  await printInto(file);
  const intoFile = () => {
    // A file that is there would have to be emptied first.
    const fresh = `${file}.fresh`;
    rmSync(fresh, { force: true });
    return printInto(fresh);
  };
  await using fleet = await startFleet(ground, 1, site);
  await using floor = await startGrpcFloor(ground, site, file);
  const pid = fleet.players[0]?.pid ?? 0;
  const run = async (command: string) => {
    const phases = { run: [`step1: ${command}`] };
    return await runOnce(ground, site, pid, writeTest(ground.newFolder('print'), { players: fleet.players, phases }));
  };
  const before = await run('true');
  const runs: RunOnce[] = [];
  const rate = (ms: number) => bytes / MB / (ms / 1000);
  const measures = {
    conductor: async () => {
      const once = await run(print);
      runs.push(once);
      return rate(once.homeMs);
    },
    file: intoFile,
    floor: async () => rate(await floor.download()),
  };
  const samples = await alternate({ rounds: ground.rounds, turnsEach: 1 }, measures, signal);
  const way = site.isLoopback ? 'plain' : 'TLS';
  const size = sizeText(bytes);
  const growth = (who: 'player' | 'conduct', values: readonly number[]): Row => ({
    kind: 'value',
    name: `output-memory-${who}-${way}`,
    what: `memory that ${who} needs more for ${size} of output than for none, ${way}`,
    unit: 'MB',
    statistic: 'worst',
    rounds: values.map((value) => [value]),
    goal: atMost(64),
  });
  return [
    {
      kind: 'ratio',
      name: `output-duration-${way}`,
      what: `duration of a command that prints ${size}, ${way}`,
      against: 'the same into a file',
      unit: 'ms',
      pairs: pairsOf(
        runs.map(({ commandMs }) => commandMs),
        samples.file,
      ),
      goal: site.isLoopback ? atMost(1.05) : null,
    },
    {
      kind: 'ratio',
      name: `output-${way}`,
      what: `${size} of output into the run directory, from the beginning of the command, ${way}`,
      against: 'a bare gRPC server stream into a file with fsync',
      unit: 'MB/s',
      pairs: pairsOf(samples.conductor, samples.floor),
      goal: atLeast(0.5),
    },
    growth(
      'player',
      runs.map(({ playerPeakMb }) => playerPeakMb - before.playerPeakMb),
    ),
    growth(
      'conduct',
      runs.map(({ conductPeakMb }) => conductPeakMb - before.conductPeakMb),
    ),
  ];
}

interface RunOnce {
  /** How long the command ran. */
  readonly commandMs: number;
  /** From its beginning until all that it printed was on the disk of the conductor for good. */
  readonly homeMs: number;
  readonly playerPeakMb: number;
  readonly conductPeakMb: number;
}

async function runOnce(ground: Ground, site: Site, player: number, test: string): Promise<RunOnce> {
  const conduct = startTest(ground, test, site);
  const conductPeakMb = await peakUntilEnd(conduct);
  await succeed(conduct, 'conduct');
  const events = readEvents(join(resultsOf(test), 'latest'));
  removeFolder(resultsOf(test));
  return { ...timesOf(events), playerPeakMb: peakMb(player), conductPeakMb };
}

function timesOf(events: readonly RunEvent[]): Pick<RunOnce, 'commandMs' | 'homeMs'> {
  let beganMs = Number.NaN;
  let commandMs = Number.NaN;
  let homeMs = Number.NaN;
  for (const event of events) {
    if (event.kind === 'journal' && event.record.kind === 'step-began') beganMs = Date.parse(event.record.time);
    if (event.kind === 'journal' && event.record.kind === 'step-ended') commandMs = event.record.durationMs;
    if (event.kind === 'output-collected' && event.channel === 'out') homeMs = Date.parse(event.time) - beganMs;
  }
  return { commandMs, homeMs };
}

function missingTls(why: string): MissingRow {
  return { kind: 'missing', name: 'output-TLS', what: '1 GB of output into the run directory, TLS', why };
}
