import type { Outcome } from '@conductor/types';
import { changePhase, ongoing, sayOfPhase, type Turn } from './turn.ts';

/**
 * The list has come to a sync: the conductor hears so, and settles it. It can be broken already, also for good: then that is
 * its outcome, and nobody waits.
 */
export function reachSync(turn: Turn, name: string, position: number): Outcome | null {
  const now = ongoing(turn);
  if (!now) return null;
  const { phase, brokenSyncs, syncsOver } = now.phase;
  const reason = brokenSyncs.get(name) ?? syncsOver;
  if (reason !== null) return { kind: 'sync-broken', reason };
  changePhase(turn, { current: position, wait: { kind: 'at-sync', reachedNs: turn.now.monotonicNs } });
  sayOfPhase(turn, { kind: 'sync-reached', phase, name });
  return null;
}
