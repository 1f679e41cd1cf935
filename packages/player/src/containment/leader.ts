import type { Leader } from './cell.ts';

/** The first process of a step, watched for its end. */
export function watchLeader(pid: number, start: string | null, exited: Promise<unknown>): Leader {
  let hasExited = false;
  const noted = exited.then(() => {
    hasExited = true;
  });
  return {
    pid,
    start,
    exited: noted,
    get hasExited() {
      return hasExited;
    },
  };
}
