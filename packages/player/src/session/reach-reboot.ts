import type { Outcome } from '@conductor/types';
import { changePhase, ongoing, sayOfPhase, type Turn } from './turn.ts';

/**
 * The list has come to a reboot: the conductor hears so, and gives leave, since it would take a player that vanishes for lost.
 * Where nobody is left who could, that is its outcome.
 */
export function reachReboot(turn: Turn, stepIndex: number, position: number): Outcome | null {
  const now = ongoing(turn);
  if (!now) return null;
  const { phase, syncsOver } = now.phase;
  if (syncsOver !== null) return { kind: 'reboot-failed', reason: `nobody would wait for this host: ${syncsOver}` };
  changePhase(turn, { current: position, wait: { kind: 'reboot-due', reachedNs: turn.now.monotonicNs } });
  sayOfPhase(turn, { kind: 'reboot-due', phase, stepIndex });
  return null;
}
