import { cgroupContainment } from './cgroup.ts';
import type { Containment } from './containment.ts';
import { entryTrial } from './entry-trial.ts';
import { makeCgroup } from './find-cgroup.ts';
import { limitProcesses } from './limit-processes.ts';
import type { MarkSequence } from './mark.ts';
import { hasProcTable, procTable } from './proc-table.ts';
import { findProcessLimit } from './process-limit.ts';
import type { ProcessTable } from './process-table.ts';
import { psTable } from './ps-table.ts';
import { sweepContainment } from './sweep.ts';

/** The best means that this host offers, and what it does not offer. */
export interface ChosenContainment {
  readonly containment: Containment;
  /** Why it is not control groups; `null` where it is. */
  readonly whyNotCgroup: string | null;
  /** Why a step may start any number of processes; `null` where it may not, or is meant to. */
  readonly whyUnbounded: string | null;
}

/**
 * Control groups where this user may make some, else the sweep; with at most `mostProcesses` in each step where the host
 * can bound them (`null`: no bound is wanted).
 */
export async function chooseContainment(marks: MarkSequence, mostProcesses: number | null): Promise<ChosenContainment> {
  const name = `conductor-${marks.life}`;
  const table = hostTable();
  const mayEnter = entryTrial();
  const making = makeCgroup(name, mayEnter);
  const folder = making.then((made) => (made.kind === 'made' ? made.folder : null));
  const bounding = mostProcesses === null ? null : findProcessLimit(folder, name, mostProcesses, mayEnter);
  const [made, root, found] = await Promise.all([making, folder, bounding]);
  const containment = root === null ? sweepContainment(table, marks) : cgroupContainment(root, table, marks);
  const whyNotCgroup = made.kind === 'refused' ? made.reason : null;
  if (found === null) return { containment, whyNotCgroup, whyUnbounded: null };
  if (found.kind === 'none') return { containment, whyNotCgroup, whyUnbounded: found.reason };
  return { containment: limitProcesses(containment, found.limit), whyNotCgroup, whyUnbounded: null };
}

/** One for all players of this process: they share what they look at. */
const PROCESSES = procTable();

/** The process table of this host: read from /proc where it is as Linux has it, else by ps(1). */
export function hostTable(): ProcessTable {
  return hasProcTable() ? PROCESSES : psTable();
}
