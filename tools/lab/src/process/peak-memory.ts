import { readProcFile } from './process-stat.ts';

/** The most memory that a process has had resident so far, in bytes (VmHWM of proc_pid_status(5)); 0 when it is gone. */
export function peakMemory(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readProcFile(pid, 'status') ?? '') ?? [];
  return Number(kilobytes ?? 0) * 1024;
}
