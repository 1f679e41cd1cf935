import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { commitHere, type Machine, machineHere } from '@conductor/lab';
import type { Row } from './row.ts';

/** What a measurement has to say of itself to be believed, and to be made again. */
export interface BenchReport {
  /** When it began, ISO 8601 in UTC. */
  readonly date: string;
  /** Ends in `-dirty` when the files were not those of the commit. */
  readonly commit: string;
  readonly command: string;
  readonly durationMs: number;
  readonly machine: Machine & {
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
    machine: { ...machineHere(), load },
    rows,
  });
}

/** Reads a report that `writeReport` wrote. Throws when it is none. */
export function readReport(file: string): BenchReport {
  const report = parsed(readFileSync(file, 'utf8'));
  if (!Array.isArray(report?.rows)) throw new Error(`${file} holds no rows: is it what pnpm bench --json wrote?`);
  return report as BenchReport;
}

function parsed(text: string): Partial<BenchReport> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
