import { hostTable } from './choose-containment.ts';
import { lifeOf } from './mark.ts';
import type { ProcessTable } from './process-table.ts';
import { signalRow } from './signal-traces.ts';

/** Whose steps are meant: one player's of one run. */
export interface RunOfPlayer {
  readonly runId: string;
  readonly playerName: string;
}

/** A process may fork while the list is read: it is read again until nothing is found, but not for ever. */
const MOST_ROUNDS = 20;

/** Whose processes say that a life is of the run: `all` where one of root or of this player's own user does. */
type Witnesses = 'all' | ReadonlySet<number>;

/**
 * Kills what steps of a run left, where nothing but the run itself is known of them: by the variables that each step gets,
 * and by marks of the same life of the player. Any user can give a process of its own these variables, and the mark of
 * another player's steps, which is no secret: so a process is believed only as far as its user could kill. Resolves with how
 * many processes were found.
 */
export async function killRun(run: RunOfPlayer, table: ProcessTable = hostTable()): Promise<number> {
  const lives = new Map<bigint, Witnesses>();
  const found = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const rows = await table.list();
    for (const { pid } of rows) {
      const life = isOf(table, pid, run) ? lifeOf(table.environmentMark(pid)) : null;
      if (life !== null) lives.set(life, withWitness(lives.get(life), table.realUserOf(pid)));
    }
    const remains = rows.filter(({ pid }) =>
      marksOf(table, pid).some((life) => life !== null && isBelieved(lives.get(life), table.realUserOf(pid))),
    );
    if (remains.length === 0) break;
    for (const row of remains) {
      found.add(`${row.pid}/${row.start}`);
      // What is another user's by what it did stays, and is told as what it is by whoever looks.
      signalRow(table, row, 'SIGKILL');
    }
  }
  return found.size;
}

function isOf(table: ProcessTable, pid: number, { runId, playerName }: RunOfPlayer): boolean {
  return table.variable(pid, 'CONDUCTOR_RUN') === runId && table.variable(pid, 'CONDUCTOR_PLAYER') === playerName;
}

function withWitness(before: Witnesses = new Set(), user: number | null): Witnesses {
  if (before === 'all' || user === 0 || user === process.getuid?.()) return 'all';
  return user === null ? before : new Set([...before, user]);
}

function isBelieved(witnesses: Witnesses | undefined, user: number | null): boolean {
  if (witnesses === undefined) return false;
  return witnesses === 'all' || (user !== null && witnesses.has(user));
}

function marksOf(table: ProcessTable, pid: number): readonly (bigint | null)[] {
  const limit = table.limitMark(pid);
  return [limit === null ? null : lifeOf(String(limit)), lifeOf(table.environmentMark(pid))];
}
