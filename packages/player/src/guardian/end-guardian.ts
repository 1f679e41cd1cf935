import { setTimeout as pause } from 'node:timers/promises';
import { ConductorError } from '@conductor/types';
import { hostTable } from '../containment/choose-containment.ts';
import type { ProcessRow, ProcessTable } from '../containment/process-table.ts';
import { signalRow } from '../containment/signal-traces.ts';
import { guardianFolder } from './guardian-folder.ts';
import { lookAt } from './guardian-state.ts';
import { isAlive } from './is-alive.ts';

const LOOK_MS = 25;
const LONGEST_MS = 5_000;

/**
 * Kills the guardian of that name with all that is in its session, and resolves when it is seen to be dead. It is known by
 * its name, which is on its command line and never used again; its helpers have no other sign than the session, and hold
 * its fifo open. Rejects with a ConductorError `storage` when it does not die, or with the reason of the signal.
 */
export async function endGuardian(folder: string, name: string, signal: AbortSignal): Promise<void> {
  const table = hostTable();
  const sessions = new Set<number>();
  const looks = LONGEST_MS / LOOK_MS;
  for (let look = 0; await isAlive(folder, name); look += 1) {
    if (look >= looks) throw unkillable(folder, name);
    // What another user has given the guardian's name is no guardian: whether ours lives is seen by its fifo.
    for (const row of await rowsOf(table, name, sessions)) signalRow(table, row, 'SIGKILL');
    await pause(LOOK_MS, undefined, { signal });
  }
}

/** As `endGuardian`, for whoever holds the trial, if anybody lives who does. */
export async function endLivingGuardian(trialFolder: string, signal: AbortSignal): Promise<void> {
  const folder = guardianFolder(trialFolder);
  const { living } = await lookAt(folder);
  if (living !== null) await endGuardian(folder, living, signal);
}

async function rowsOf(table: ProcessTable, name: string, sessions: Set<number>): Promise<readonly ProcessRow[]> {
  const rows = await table.list();
  const isNamed = ({ pid }: ProcessRow) => table.commandOf(pid).endsWith(`./guardian ${name}`);
  const named = rows.filter(isNamed);
  for (const { pid, session } of named) if (pid === session) sessions.add(session);
  return rows.filter((row) => named.includes(row) || sessions.has(row.session));
}

function unkillable(folder: string, name: string): ConductorError {
  const message = `the guardian in ${folder} does not come to its end, and is not seen to die of SIGKILL; end the process "./guardian ${name}", and start the player again`;
  return new ConductorError('storage', message);
}
