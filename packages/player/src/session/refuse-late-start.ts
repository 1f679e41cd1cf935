import type { StartInstant } from '@conductor/protocol';
import { elapsedMs } from '@conductor/types';
import { cancelPhase } from './cancel-phase.ts';
import type { Turn } from './turn.ts';

/** Refuses to start a phase when all others have been under way for longer than is allowed; tells whether it did. */
export function refuseIfTooLate(turn: Turn, { startNs, latestNs }: StartInstant, what: string): boolean {
  const nowNs = turn.now.monotonicNs;
  if (latestNs === null || nowNs <= latestNs) return false;
  const late = `${what} ${spell(elapsedMs(startNs, nowNs))} after the instant at which all were to start`;
  const advice = 'start = immediate does without that instant; or give it a better link, or a less busy host';
  cancelPhase(turn, `${late}, and max_skew allows ${spell(elapsedMs(startNs, latestNs))}; ${advice}`);
  return true;
}

function spell(ms: number): string {
  return `${Number(ms.toFixed(ms < 10 ? 3 : 1))} ms`;
}
