import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { execaSync } from 'execa';
import type { Row } from './row.ts';

/** What a measurement has to say of itself to be believed, and to be made again. */
export interface BenchReport {
  /** When it began, ISO 8601 in UTC. */
  readonly date: string;
  /** Ends in `-dirty` when the files were not those of the commit. */
  readonly commit: string;
  readonly command: string;
  readonly durationMs: number;
  readonly machine: {
    readonly cpu: string;
    readonly cpuCount: number;
    readonly memoryBytes: number;
    readonly kernel: string;
    readonly node: string;
    /** Of the minute before it began: what else the machine had to do. */
    readonly load: number;
  };
  readonly rows: readonly Row[];
}

/** Begins a report, and returns what ends it. */
export function startReport(args: readonly string[]): (rows: readonly Row[]) => BenchReport {
  const date = new Date().toISOString();
  const [load = 0] = loadavg();
  const beganMs = performance.now();
  return (rows) => ({
    date,
    commit: commitHere(),
    command: ['pnpm', 'bench', ...args].join(' '),
    durationMs: Math.round(performance.now() - beganMs),
    machine: {
      cpu: cpus()[0]?.model.trim() ?? '',
      cpuCount: availableParallelism(),
      memoryBytes: totalmem(),
      kernel: release(),
      node: process.version,
      load,
    },
    rows,
  });
}

/** Reads a report that `writeReport` wrote. Throws when it is none. */
export function readReport(file: string): BenchReport {
  const report: Partial<BenchReport> = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(report.rows)) throw new Error(`${file} holds no rows: is it what pnpm bench --json wrote?`);
  return report as BenchReport;
}

/** Writes a report as JSON, and returns the path of the file. */
export function writeReport(json: string, report: BenchReport): string {
  const file = resolve(json);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}

function commitHere(): string {
  const describe = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  return execaSync('git', describe, { cwd: import.meta.dirname, reject: false }).stdout;
}
