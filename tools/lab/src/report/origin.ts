import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { execaSync } from 'execa';

/** The machine that something was measured or tried on. */
export interface Machine {
  readonly cpu: string;
  readonly cpuCount: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly node: string;
}

/** This machine. */
export function machineHere(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? '',
    cpuCount: availableParallelism(),
    memoryBytes: totalmem(),
    kernel: release(),
    node: process.version,
  };
}

/** The commit of this checkout; ends in `-dirty` when its files are not those of the commit. */
export function commitHere(): string {
  const describe = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  return execaSync('git', describe, { cwd: import.meta.dirname, reject: false }).stdout;
}
