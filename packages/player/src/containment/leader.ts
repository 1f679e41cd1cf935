import type { Cell, Leader } from './cell.ts';

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

/** The first process of a cell is there. A gate that was killed, and is forked again, was the first in the order of the host. */
export function enterCell(cell: Cell, leader: Leader): void {
  cell.leader = leader;
  if (cell.begunBefore !== null) cell.birth ??= { pid: leader.pid, begunBefore: cell.begunBefore, start: leader.start };
}
