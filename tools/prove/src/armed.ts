import { readFileSync } from 'node:fs';
import { type Program, waitUntil } from '@conductor/lab';
import type { Phase } from '@conductor/types';

/** Resolves when a player has forked a command of a phase: it is armed then, and its command waits at the gate. */
export async function armed(player: Program, phase: Phase, signal: AbortSignal): Promise<void> {
  const isForked = () => childrenOf(player.pid).some((pid) => environmentOf(pid).includes(`CONDUCTOR_PHASE=${phase}`));
  await waitUntil(isForked, { what: `player ${player.pid} has forked a command of ${phase}` }, signal);
}

/** Its direct children (proc_pid_task(5)): asked this way since a walk through all processes lasts as long as what is awaited. */
function childrenOf(pid: number): string[] {
  return textOf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
}

function environmentOf(pid: string): string[] {
  return textOf(`/proc/${pid}/environ`).split('\0');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // The process has ended meanwhile.
    return '';
  }
}
