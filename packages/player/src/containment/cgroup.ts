import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Cell } from './cell.ts';
import type { Containment } from './containment.ts';
import { GROUP_MODE } from './group-folders.ts';
import type { MarkSequence } from './mark.ts';
import type { ProcessTable } from './process-table.ts';
import { signalTraces } from './signal-traces.ts';
import { askTable, lookAround, newCell } from './sweep.ts';
import { warmUp } from './warm-up.ts';

/**
 * Containment by a control group (cgroup v2) for each step, all below `root`: nothing leaves one by its own means but a
 * process of root that asks the kernel to, so the marks of the sweep are kept as a second net. No controller is needed,
 * and a cell that is empty is known to be so without a look at the host.
 */
export function cgroupContainment(root: string, table: ProcessTable, marks: MarkSequence): Containment {
  return {
    level: 'cgroup',
    marks,
    cgroupFolder: root,
    groups: [root],
    expectStep: () => warmUp(dirname(root)),
    open: () => openCell(root, newCell(table, marks.next())),
    look: (cells) => lookAround(table, cells, membersOf(cells)),
    async kill(cells) {
      const all = [...cells];
      for (const { cgroupFolder } of all) killGroup(cgroupFolder);
      for (const traces of (await lookAround(table, all)).values()) signalTraces(table, traces, 'SIGKILL');
    },
    ...askTable(table),
    closeIfEmpty: ({ cgroupFolder }) => removeGroups(cgroupFolder),
    async [Symbol.asyncDispose]() {
      removeGroups(root);
    },
  };
}

/** A step without a group of its own is still recognised by its marks. */
function openCell(root: string, cell: Cell): Cell {
  const cgroupFolder = join(root, String(cell.mark));
  try {
    mkdirSync(cgroupFolder, GROUP_MODE);
    return { ...cell, cgroupFolder };
  } catch {
    return cell;
  }
}

function membersOf(cells: Iterable<Cell>): ReadonlyMap<number, Cell> {
  const members = new Map<number, Cell>();
  for (const cell of cells) {
    for (const folder of treeOf(cell.cgroupFolder)) {
      for (const pid of readOrEmpty(join(folder, 'cgroup.procs')).split('\n')) {
        if (pid !== '') members.set(Number(pid), cell);
      }
    }
  }
  return members;
}

/** Kills everything in a group and in those below it. A group that is gone holds nobody. */
function killGroup(folder: string): void {
  if (folder === '') return;
  try {
    writeFileSync(join(folder, 'cgroup.kill'), '1');
  } catch {
    return;
  }
}

/** Removes a group with those that a step made in it; `false` when something lives there. */
export function removeGroups(folder: string): boolean {
  if (folder === '') return false;
  // Few steps make groups of their own.
  if (removeGroup(folder)) return true;
  return treeOf(folder)
    .reverse()
    .every((group) => removeGroup(group));
}

function removeGroup(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Kills what lives in a group and removes it; `false` when it is not empty yet. */
export function endGroup(folder: string): boolean {
  killGroup(folder);
  return removeGroups(folder);
}

/** A group and all below it, each before those below it; nothing when it is gone. */
function treeOf(folder: string): string[] {
  if (folder === '') return [];
  try {
    const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return [folder, ...below.flatMap(({ name }) => treeOf(join(folder, name)))];
  } catch {
    return [];
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
