import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { execaSync } from 'execa';
import type { Proof } from './proof.ts';
import type { ProveRequest } from './read-arguments.ts';

/** What a proof has to say of itself to be believed, and to be made again. */
export interface ProofReport {
  /** When it began, ISO 8601 in UTC. */
  readonly date: string;
  /** Ends in `-dirty` when the files were not those of the commit. */
  readonly commit: string;
  readonly command: string;
  readonly seed: number;
  readonly jobs: number;
  readonly durationMs: number;
  readonly machine: {
    readonly cpu: string;
    readonly cpuCount: number;
    readonly memoryBytes: number;
    readonly kernel: string;
    readonly node: string;
  };
  readonly proofs: readonly Proof[];
}

/** Begins a report, and returns what ends it. */
export function startReport(request: ProveRequest) {
  const { seed, jobs } = request;
  const date = new Date().toISOString();
  const commit = commitHere();
  const beganMs = performance.now();
  return (proofs: readonly Proof[]): ProofReport => ({
    date,
    commit,
    command: commandOf(request),
    seed,
    jobs,
    durationMs: Math.round(performance.now() - beganMs),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? '',
      cpuCount: availableParallelism(),
      memoryBytes: totalmem(),
      kernel: release(),
      node: process.version,
    },
    proofs,
  });
}

/** What makes these trials again on any machine, so without the file that this one's result went to. */
function commandOf({ guarantees, n }: ProveRequest): string {
  return ['pnpm prove', ...guarantees, ...(n === null ? [] : [`--n ${n}`])].join(' ');
}

/** Writes a report as JSON, and returns the path of the file. */
export function writeReport(json: string, report: ProofReport): string {
  const file = resolve(json);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}

function commitHere(): string {
  const describe = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  return execaSync('git', describe, { cwd: import.meta.dirname, reject: false }).stdout;
}
