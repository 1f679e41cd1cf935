import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BegunCount } from './begun-count.ts';
import { type Birth, lowestNumber } from './birth.ts';
import { MARK_VARIABLE } from './mark.ts';
import type { ProcessRow, ProcessTable } from './process-table.ts';
import { maskHas } from './signal-mask.ts';

/** So many processes are read before other work gets its turn. */
const ROWS_PER_TURN = 64;

/**
 * The process table of Linux. `folder` is where it is mounted; default `/proc`. Who asks for a list before another has begun
 * shares it: players of one process that end a phase together look at the host once.
 */
export function procTable(folder = '/proc'): ProcessTable {
  const read = (pid: number, name: string) => readOrNull(`${folder}/${pid}/${name}`);
  const row = (pid: number) => parseStat(pid, read(pid, 'stat'));
  const variable = (pid: number, name: string) => {
    const found = read(pid, 'environ')
      ?.split('\0')
      .find((entry) => entry.startsWith(`${name}=`));
    return found === undefined ? null : found.slice(name.length + 1);
  };
  const count = new BegunCount(folder);
  let next: NextList | null = null;
  const listNext = async (wanted: NextList): Promise<readonly ProcessRow[]> => {
    await nextTurn();
    next = null;
    const rows: ProcessRow[] = [];
    let seen = 0;
    const names = readdirSync(folder);
    const lowest = wanted.all ? 0 : lowestNumber(wanted.births, count.now(), count.lastPid());
    for (const name of names) {
      const pid = Number(name);
      if (!Number.isInteger(pid) || (pid < lowest && !wanted.besides.has(pid))) continue;
      const found = row(pid);
      if (found) rows.push(found);
      seen += 1;
      if (seen % ROWS_PER_TURN === 0) await nextTurn();
    }
    return rows;
  };
  return {
    name: 'proc',
    list(births, besides = []) {
      next ??= { births: new Set(), besides: new Set(), all: false, rows: null };
      if (births === undefined) next.all = true;
      for (const birth of births ?? []) next.births.add(birth);
      for (const pid of besides) next.besides.add(pid);
      next.rows ??= listNext(next);
      return next.rows;
    },
    begun: () => count.lately(),
    limitMark(pid) {
      const digits = /^Max file locks +(\d+) /m.exec(read(pid, 'limits') ?? '')?.[1];
      return digits === undefined ? null : BigInt(digits);
    },
    environmentMark: (pid) => variable(pid, MARK_VARIABLE),
    variable,
    realUserOf(pid) {
      const user = /^Uid:\s*(\d+)/m.exec(read(pid, 'status') ?? '')?.[1];
      return user === undefined ? null : Number(user);
    },
    ignores(pid, signal) {
      const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(read(pid, 'status') ?? '')?.[1];
      return mask !== undefined && maskHas(mask, signal);
    },
    isOlder: (start, than) => Number(start) < Number(than),
    startOf: (pid) => row(pid)?.start ?? null,
    commandOf(pid) {
      const words = (read(pid, 'cmdline') ?? '').split('\0').join(' ').trim();
      return words === '' ? (read(pid, 'comm') ?? '').trim() : words;
    },
  };
}

/** What those want to know who share a list that has not begun. */
interface NextList {
  readonly births: Set<Birth | null>;
  readonly besides: Set<number>;
  all: boolean;
  rows: Promise<readonly ProcessRow[]> | null;
}

/** Whether this host shows its processes under a folder as Linux does. */
export function hasProcTable(folder = '/proc'): boolean {
  return existsSync(`${folder}/self/stat`) && existsSync(`${folder}/self/limits`);
}

/**
 * The fields of /proc/PID/stat (proc(5)): state is the 3rd, parent 4th, group 5th, session 6th, start time 22nd. The 2nd
 * is the name in parentheses and may hold anything, also spaces and parentheses.
 */
function parseStat(pid: number, text: string | null): ProcessRow | null {
  if (text === null) return null;
  const [state, parent, group, session, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const start = rest[22 - 7];
  if (state === 'Z' || state === 'X' || start === undefined) return null;
  return { pid, parent: Number(parent), group: Number(group), session: Number(session), start };
}

/** What cannot be read has ended meanwhile, or belongs to a user whose processes hide it from us. */
function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
