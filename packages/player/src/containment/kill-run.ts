import { hostTable } from './choose-containment.ts';
import { lifeOf } from './mark.ts';
import type { ProcessRow, ProcessTable } from './process-table.ts';

/** Whose steps are meant: one player's of one run. */
export interface RunOfPlayer {
  readonly runId: string;
  readonly playerName: string;
}

/** A process may fork while the list is read: it is read again until nothing is found, but not for ever. */
const MOST_ROUNDS = 20;

/**
 * Kills what steps of a run left, where nothing but the run itself is known of them: by the variables that each step gets,
 * and by marks of the same life of the player. Resolves with how many processes were found.
 */
export async function killRun(run: RunOfPlayer, table: ProcessTable = hostTable()): Promise<number> {
  const lives = new Set<bigint>();
  const found = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const rows = await table.list();
    for (const { pid } of rows) {
      const life = isOf(table, pid, run) ? lifeOf(table.environmentMark(pid)) : null;
      if (life !== null) lives.add(life);
    }
    const remains = rows.filter(({ pid }) => marksOf(table, pid).some((life) => life !== null && lives.has(life)));
    if (remains.length === 0) break;
    for (const row of remains) {
      found.add(`${row.pid}/${row.start}`);
      kill(table, row);
    }
  }
  return found.size;
}

function isOf(table: ProcessTable, pid: number, { runId, playerName }: RunOfPlayer): boolean {
  return table.variable(pid, 'CONDUCTOR_RUN') === runId && table.variable(pid, 'CONDUCTOR_PLAYER') === playerName;
}

function marksOf(table: ProcessTable, pid: number): readonly (bigint | null)[] {
  const limit = table.limitMark(pid);
  return [limit === null ? null : lifeOf(String(limit)), lifeOf(table.environmentMark(pid))];
}

function kill(table: ProcessTable, { pid, start }: ProcessRow): void {
  if (table.startOf(pid) !== start) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Gone by itself, or another user's by what it did: then it is told as what it is by whoever looks.
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
