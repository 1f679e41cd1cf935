import { readdirSync, readFileSync } from 'node:fs';

/** How long all threads of a process have run on a processor so far, in milliseconds (the first field of /proc/PID/task/TID/schedstat). */
export function processorMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce((sum, thread) => sum + runNs(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1e6;
}

function runNs(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8').split(' ')[0]);
  } catch {
    // The thread ended since it was listed.
    return 0;
  }
}
