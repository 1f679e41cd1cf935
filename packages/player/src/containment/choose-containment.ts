import { cgroupContainment } from './cgroup.ts';
import type { Containment } from './containment.ts';
import { makeCgroup } from './find-cgroup.ts';
import type { MarkSequence } from './mark.ts';
import { hasProcTable, procTable } from './proc-table.ts';
import type { ProcessTable } from './process-table.ts';
import { psTable } from './ps-table.ts';
import { sweepContainment } from './sweep.ts';

/** The best means that this host offers: control groups where this user may make some, else the sweep. */
export async function chooseContainment(marks: MarkSequence): Promise<Containment> {
  const table = chooseTable();
  const root = await makeCgroup(`conductor-${marks.life}`);
  return root === null ? sweepContainment(table, marks) : cgroupContainment(root, table, marks);
}

/** The process table of this host: read from /proc where it is as Linux has it, else by ps(1). */
function chooseTable(): ProcessTable {
  return hasProcTable() ? procTable() : psTable();
}
