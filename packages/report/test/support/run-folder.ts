import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OutputResult, PlayerPhaseResult, RunResult, StepResult } from '@conductor/types';
import { EMPTY, part, runResult, stepResult, THREE, ZERO } from './sample-result.ts';

/** A run directory, as far as reports read it. Disposing it removes it. */
export interface RunFolder extends Disposable {
  readonly path: string;
  /** Stores an output, and resolves with what a result says of it. */
  readonly store: (name: string, content: string | Uint8Array) => OutputResult;
}

/** An empty run directory of a run of the sample results, in a folder of its own. */
export function runFolder(): RunFolder {
  const root = mkdtempSync(path.join(tmpdir(), 'conductor-page-'));
  const folder = path.join(root, '20261123T231500Z-k3f9');
  mkdirSync(folder);
  return {
    path: folder,
    store: (name, content) => {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return { ...EMPTY, path: name, bytes: Buffer.byteLength(content) };
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  };
}

const ZERO_MS = Date.parse('2026-11-23T23:15:00.000Z');

/** `2026-11-23T23:15:01.500Z`: so long after the sample results began. */
export function timeAt(ms: number): string {
  return new Date(ZERO_MS + ms).toISOString();
}

/**
 * A run whose players ping, look at their processors and send, for ten seconds in each trial; the last of them fails in the second trial. Their outputs
 * are stored.
 */
export function measuredRun(folder: RunFolder, players: readonly string[], trials: number): RunResult {
  const one = runResult({});
  return {
    ...one,
    test: { ...one.test, trials },
    verdict: 'failed',
    exitCode: 1,
    players: players.map((name) => ({
      name,
      address: '10.0.0.1',
      port: 6970,
      facts: null,
      identity: null,
      lost: null,
      clock: null,
    })),
    trials: Array.from({ length: trials }, (_, at) => trialOf(folder, players, at + 1)),
    metrics: [
      {
        name: 'rate',
        player: players[0] ?? '',
        unit: 'bit/s',
        of: 10e9,
        text: '',
        trials: Array.from({ length: trials }, (_, at) => ({
          caseName: '',
          trial: at + 1,
          kind: 'value',
          value: 9.4e9 + 1e7 * (at % 5),
        })),
      },
    ],
  };
}

function trialOf(folder: RunFolder, players: readonly string[], trial: number): RunResult['trials'][number] {
  const parts = players.map((player, at) =>
    playerPart(folder, player, { at, trial, isFailing: trial === 2 && at === players.length - 1 }),
  );
  const verdict = trial === 2 ? 'failed' : 'passed';
  const start = {
    mode: 'aligned',
    spreadMs: 0.2,
    uncertaintyMs: 0.1,
    first: players[0] ?? '',
    last: players.at(-1) ?? '',
  } as const;
  const phase = {
    phase: 'run',
    startTime: timeAt(1000),
    endTime: timeAt(12_000),
    verdict,
    start,
    players: parts,
  } as const;
  return { caseName: '', trial, startTime: timeAt(0), endTime: timeAt(13_000), verdict, phases: [phase], resets: [] };
}

interface PartOf {
  readonly at: number;
  readonly trial: number;
  readonly isFailing: boolean;
}

function playerPart(folder: RunFolder, player: string, { at, trial, isFailing }: PartOf): PlayerPhaseResult {
  const base = `trial-${trial}/run/${at}`;
  const began = {
    startTime: timeAt(3_601_000),
    conductorTime: `${timeAt(1000 + at).slice(0, -1)}250Z`,
    durationMs: 10_000,
  };
  const steps: StepResult[] = [
    stepResult(1, ZERO, 'passed', {
      ...began,
      kind: 'spawn',
      key: 'spawn1',
      text: 'ping 10.0.0.2',
      stdout: folder.store(`${base}/01.out`, PING),
    }),
    stepResult(2, ZERO, 'passed', {
      ...began,
      kind: 'spawn',
      key: 'spawn2',
      text: 'vmstat 1',
      stdout: folder.store(`${base}/02.out`, VMSTAT),
    }),
    stepResult(3, ZERO, 'passed', {
      ...began,
      text: 'iperf3 -c 10.0.0.2',
      stdout: folder.store(`${base}/03.out`, IPERF3),
    }),
    stepResult(4, isFailing ? THREE : ZERO, isFailing ? 'failed' : 'passed', {
      ...began,
      conductorTime: timeAt(11_100),
      durationMs: 300,
      text: 'echo done',
      stdout: folder.store(`${base}/04.out`, 'done\nneedle in a stack of hay\n'),
    }),
  ];
  const start = { time: began.conductorTime, lateMs: 0.1, uncertaintyMs: 0.25 };
  return part(player, steps, { start });
}

const TEN = Array.from({ length: 10 }, (_, at) => at);
const PING = TEN.map((at) => `64 bytes from 10.0.0.2: icmp_seq=${at + 1} ttl=64 time=0.0${at + 10} ms\n`).join('');
const VMSTAT = `procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----
 r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st
${TEN.map((at) => ` 1  0      0 100000  10000 100000    0    0     0     0  100  200 ${at} 10 ${90 - at}  0  0\n`).join('')}`;
const IPERF3 = TEN.map(
  (at) => `[  5]   ${at}.00-${at + 1}.00   sec   112 MBytes   94${at} Mbits/sec    0    372 KBytes\n`,
).join('');
