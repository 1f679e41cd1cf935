import { statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bed, createBed, createLab, startProxyFor, whyNoLab } from '@conductor/lab';
import { FLOODS, type Flood, MOST_OUTPUT_BYTES } from './floods.ts';
import type { Guarantee } from './guarantee.ts';
import { MOST_MEMORY_BYTES } from './most-memory.ts';
import { failureOf } from './trace-laws.ts';
import { watchMemory } from './watch-memory.ts';

const NAME = 'host';
/** Output is looked at ten times a second, and what is there when a step is ended is kept. */
const MOST_KEPT_BYTES = 1.25 * MOST_OUTPUT_BYTES;
/** Spool and results, both at their largest, and some room. */
const NEEDED_BYTES = 3 * MOST_OUTPUT_BYTES;

/**
 * More output than memory, output without an end, a collector that stalls, very many files; each kind in turn. Player and
 * conductor stay below 256 MB; what must come home does; what writes too much is ended, and the result says so.
 */
export const bounded: Guarantee = {
  number: 9,
  title: 'Bounded',
  defaultN: FLOODS.length,
  gateN: 1,
  ceiling: FLOODS.length,
  isAlone: true,
  whyNot: () => whyNoLab() ?? whyNoSpace(),
  async run(trialIndex, _seed, signal) {
    const flood = FLOODS[trialIndex % FLOODS.length] as Flood;
    await using lab = await createLab({ players: 1 });
    await using proxy = await startProxyFor(lab, 0);
    const settings = { max_output: MOST_OUTPUT_BYTES };
    const steps = ({ folder }: { readonly folder: string }) => flood.steps(folder);
    await using bed = createBed({ lab, names: [NAME], steps, settings, dialled: { [NAME]: proxy }, signal });
    const player = await bed.startPlayer(NAME);
    const beganMs = performance.now();
    const conduct = bed.conduct();
    using memory = watchMemory(
      new Map([
        ['player', player],
        ['conduct', conduct],
      ]),
    );
    await conduct.lines.find((line) => line.includes('trial 1 of 1 begins'));
    await flood.meanwhile(proxy, signal);
    const { exitCode, stdout, stderr, atMs } = await conduct.ended;

    const faults = [
      ...[...memory.peaks].flatMap(([name, bytes]) => memoryFault(name, bytes)),
      ...(exitCode === flood.exitCode ? [] : [`conduct ended with ${exitCode}: ${stdout}${stderr}`]),
      ...(exitCode === flood.exitCode ? resultFaults(bed, flood) : []),
    ];
    return { failure: failureOf(faults.map((fault) => `${flood.name}: ${fault}`)), worstMs: atMs - beganMs, hit: true };
  },
};

function whyNoSpace(): string | null {
  const { bavail, bsize } = statfsSync(tmpdir());
  return bavail * bsize > NEEDED_BYTES ? null : `${tmpdir()} has less than ${NEEDED_BYTES / 1e9} GB to spare`;
}

function memoryFault(name: string, bytes: number): string[] {
  return bytes < MOST_MEMORY_BYTES ? [] : [`${name} had ${Math.round(bytes / 1e6)} MB resident`];
}

function resultFaults(bed: Bed, flood: Flood): string[] {
  const phases = bed.result().trials[0]?.phases ?? [];
  const stepOf = (phase: string) => phases.find((each) => each.phase === phase)?.players[0]?.steps[0];
  const run = stepOf('run');
  const path = run?.stdout.path ?? null;
  const bytes = path === null ? 0 : statSync(join(bed.resultsFolder, 'latest', path)).size;
  const files = stepOf('collect')?.files.length ?? 0;
  return [
    ...(flood.bytes === null || bytes === flood.bytes ? [] : [`${bytes} bytes came home, and not ${flood.bytes}`]),
    ...(flood.bytes !== null || run?.outcome.kind === 'output-limit' ? [] : [`the step ended by ${run?.outcome.kind}`]),
    ...(bytes <= MOST_KEPT_BYTES ? [] : [`${bytes} bytes were kept, and ${MOST_OUTPUT_BYTES} was the limit`]),
    ...(files === flood.files ? [] : [`${files} files came home, and not ${flood.files}`]),
  ];
}
