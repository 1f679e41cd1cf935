import type { Leftover } from '@conductor/types';
import type { Cell } from './cell.ts';
import type { Containment, FoundBy, Trace } from './containment.ts';
import type { MarkSequence } from './mark.ts';
import type { ProcessRow, ProcessTable } from './process-table.ts';
import { signalTraces } from './signal-traces.ts';

/** Linux runs its own threads as children of this process. */
const KERNEL_THREADS = 2;
/** So much of a command line is told. */
const COMMAND_BYTES = 200;

/**
 * Containment that needs no rights: every process of the host is looked at, and recognised by group, session, an
 * inherited limit, an inherited variable, or its parents. The limit survives setsid, `env -i`, double forks and closed
 * descriptors; only what logs in anew (su, sudo) loses it, and then session, group and parents remain.
 */
export function sweepContainment(table: ProcessTable, marks: MarkSequence): Containment {
  return {
    level: 'sweep',
    marks,
    cgroupFolder: '',
    groups: [],
    expectStep: () => undefined,
    open: () => newCell(table, marks.next()),
    look: (cells) => lookAround(table, cells),
    async kill(cells) {
      for (const traces of (await lookAround(table, cells)).values()) signalTraces(table, traces, 'SIGKILL');
    },
    ...askTable(table),
    closeIfEmpty: () => false,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/**
 * What is alive of these cells, by one pass over the processes of the host. `members` are processes that are known to
 * belong to a cell already, by number.
 */
export async function lookAround(
  table: ProcessTable,
  cells: Iterable<Cell>,
  members: ReadonlyMap<number, Cell> = new Map(),
): Promise<ReadonlyMap<Cell, readonly Trace[]>> {
  const all = [...cells];
  const signs = { ...signsOf(all), members, earliest: earliestOf(table, all) };
  if (signs.marks.size === 0) return new Map();
  const births = all.map(({ birth }) => birth);
  // What was moved into a group may have begun at any time.
  const rows = await table.list(births, members.keys());
  forgetReusedNumbers(signs, rows);
  const found = new Map<number, Find>();
  for (const row of rows) {
    const find = recognise(table, signs, row);
    if (find) found.set(row.pid, find);
  }
  addDescendants(found, rows);
  return byCell(found.values());
}

/** The cell of a step that has no process yet, and no group. */
export function newCell(table: ProcessTable, mark: bigint): Cell {
  const begunBefore = table.begun();
  return { mark, cgroupFolder: '', pidsFolder: '', leader: null, begunBefore, birth: null };
}

/** What a containment tells about processes, asked of a process table. */
export function askTable(table: ProcessTable): Pick<Containment, 'nameOf' | 'ignores' | 'startOf'> {
  return {
    nameOf: (trace) => leftoverOf(table, trace),
    ignores: ({ row }, signal) => table.ignores(row.pid, signal),
    startOf: (pid) => table.startOf(pid),
  };
}

/** What is said of a process that would not die. */
function leftoverOf(table: ProcessTable, { row, foundBy }: Trace): Leftover {
  const command = table.commandOf(row.pid).replaceAll(/[\p{Cc}]/gu, ' ');
  return { pid: row.pid, command: Buffer.from(command).subarray(0, COMMAND_BYTES).toString(), foundBy };
}

/** A process and the cell that it belongs to. */
interface Find {
  readonly cell: Cell;
  readonly trace: Trace;
}

/** What the cells are recognised by. */
interface Signs {
  readonly marks: Map<string, Cell>;
  /** By the number of the leader, which is also that of its group and session. */
  readonly leaders: Map<number, Cell>;
  /** When the first of the steps began; `null` where that is not known of all of them. */
  readonly earliest: string | null;
  /** What is known without asking the process. */
  readonly members: ReadonlyMap<number, Cell>;
}

function signsOf(cells: Iterable<Cell>): Pick<Signs, 'marks' | 'leaders'> {
  const signs = { marks: new Map<string, Cell>(), leaders: new Map<number, Cell>() };
  for (const cell of cells) {
    signs.marks.set(String(cell.mark), cell);
    if (cell.leader) signs.leaders.set(cell.leader.pid, cell);
  }
  return signs;
}

/** What a step started began no earlier than its leader. */
function earliestOf(table: ProcessTable, cells: readonly Cell[]): string | null {
  let earliest: string | null = null;
  for (const { leader, birth } of cells) {
    const start = birth?.start ?? leader?.start ?? null;
    if (start === null) return null;
    if (earliest === null || table.isOlder(start, earliest)) earliest = start;
  }
  return earliest;
}

/** A leader's number that now belongs to another process says nothing about groups and sessions any more. */
function forgetReusedNumbers({ leaders }: Pick<Signs, 'leaders'>, rows: readonly ProcessRow[]): void {
  for (const { pid, start } of rows) {
    const leader = leaders.get(pid)?.leader;
    if (leader && leader.start !== null && leader.start !== start) leaders.delete(pid);
  }
}

function recognise(table: ProcessTable, { marks, leaders, members, earliest }: Signs, row: ProcessRow): Find | null {
  const find = (cell: Cell | undefined, foundBy: FoundBy) => (cell ? { cell, trace: { row, foundBy } } : null);
  const member = members.get(row.pid);
  if (member) return find(member, 'cgroup');
  const byNumber = find(leaders.get(row.group), 'group') ?? find(leaders.get(row.session), 'session');
  if (byNumber || row.pid === KERNEL_THREADS || row.parent === KERNEL_THREADS) return byNumber;
  if (earliest !== null && table.isOlder(row.start, earliest)) return null;
  const byLimit = find(marks.get(limitMarkOf(table, row)), 'limit-mark');
  return byLimit ?? find(marks.get(environmentMarkOf(table, row)), 'environment-mark');
}

/** What the processes of a list bear, empty where that is nothing: who shares the list asks each of them once. */
const LIMIT_MARKS = new WeakMap<ProcessRow, string>();
const ENVIRONMENT_MARKS = new WeakMap<ProcessRow, string>();

function limitMarkOf(table: ProcessTable, row: ProcessRow): string {
  const known = LIMIT_MARKS.get(row) ?? String(table.limitMark(row.pid) ?? '');
  LIMIT_MARKS.set(row, known);
  return known;
}

function environmentMarkOf(table: ProcessTable, row: ProcessRow): string {
  const known = ENVIRONMENT_MARKS.get(row) ?? table.environmentMark(row.pid) ?? '';
  ENVIRONMENT_MARKS.set(row, known);
  return known;
}

/** Children of what was found belong to it too, whatever they did to their other traces. */
function addDescendants(found: Map<number, Find>, rows: readonly ProcessRow[]): void {
  const children = Map.groupBy(rows, ({ parent }) => parent);
  const pending = Array.from(found.values());
  for (let find = pending.pop(); find; find = pending.pop()) {
    for (const row of children.get(find.trace.row.pid) ?? []) {
      if (found.has(row.pid)) continue;
      const child: Find = { cell: find.cell, trace: { row, foundBy: 'descendant' } };
      found.set(row.pid, child);
      pending.push(child);
    }
  }
}

function byCell(finds: Iterable<Find>): ReadonlyMap<Cell, readonly Trace[]> {
  const traces = new Map<Cell, Trace[]>();
  for (const { cell, trace } of finds) {
    const known = traces.get(cell);
    if (known) known.push(trace);
    else traces.set(cell, [trace]);
  }
  return traces;
}
