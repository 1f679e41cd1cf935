import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MARK_VARIABLE } from './mark.ts';
import type { ProcessRow, ProcessTable } from './process-table.ts';
import { maskHas } from './signal-mask.ts';

/** POSIX has no session and no state; Linux, FreeBSD and macOS know all of these. */
const COLUMNS = 'pid=,ppid=,pgid=,sid=,ruid=,state=,ignored=,lstart=,command=';
/** Number of words that `lstart` prints: `Mon Nov 23 21:37:05 2026`. */
const LSTART_WORDS = 5;

/**
 * The process table of hosts without /proc, as ps(1) prints it. It knows nothing of limits, so what leaves its group and
 * session, scrubs its environment and loses its parents is not found.
 */
export function psTable(): ProcessTable {
  let commands = new Map<number, string>();
  let starts = new Map<number, string>();
  let users = new Map<number, number>();
  let ignored = new Map<number, string>();
  // As ps(1) prints it behind the command, to those who may see it; a value with blanks in it is cut there.
  const variable = (pid: number, name: string) =>
    new RegExp(` ${name}=(\\S+)(?: |$)`).exec(commands.get(pid) ?? '')?.[1] ?? null;
  return {
    name: 'ps',
    async list() {
      const { stdout, pid: own } = await runPs();
      commands = new Map();
      starts = new Map();
      users = new Map();
      ignored = new Map();
      const rows: ProcessRow[] = [];
      for (const line of stdout.split('\n')) {
        const found = parseLine(line);
        if (!found || found.row.pid === own) continue;
        rows.push(found.row);
        commands.set(found.row.pid, found.command);
        starts.set(found.row.pid, found.row.start);
        users.set(found.row.pid, found.user);
        ignored.set(found.row.pid, found.ignored);
      }
      return rows;
    },
    begun: () => null,
    limitMark: () => null,
    environmentMark: (pid) => variable(pid, MARK_VARIABLE),
    variable,
    realUserOf: (pid) => users.get(pid) ?? null,
    ignores: (pid, signal) => maskHas(ignored.get(pid) ?? '0', signal),
    isOlder: () => false,
    // As of the last listing: another look would cost a process for each kill.
    startOf: (pid) => starts.get(pid) ?? null,
    commandOf: (pid) => (commands.get(pid) ?? '').replace(/ [A-Za-z_]\w*=.*$/s, ''),
  };
}

async function runPs(): Promise<{ stdout: string; pid: number | undefined }> {
  const options = { env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 2 ** 28 };
  const ps = promisify(execFile)('ps', ['axeww', '-o', COLUMNS], options);
  const { stdout } = await ps;
  return { stdout, pid: ps.child.pid };
}

/** The columns before `lstart`. */
const WORDS_BEFORE_LSTART = 7;

interface Line {
  readonly row: ProcessRow;
  readonly user: number;
  readonly ignored: string;
  readonly command: string;
}

function parseLine(line: string): Line | null {
  const words = line.trim().split(/\s+/);
  const [pid, parent, group, session, user, state, ignored] = words;
  if (state === undefined || ignored === undefined || /^[ZX]/.test(state)) return null;
  const start = words.slice(WORDS_BEFORE_LSTART, WORDS_BEFORE_LSTART + LSTART_WORDS).join(' ');
  const row = { pid: Number(pid), parent: Number(parent), group: Number(group), session: Number(session), start };
  const command = words.slice(WORDS_BEFORE_LSTART + LSTART_WORDS).join(' ');
  return { row, user: Number(user), ignored, command };
}
