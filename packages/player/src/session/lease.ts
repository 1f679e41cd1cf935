import { elapsedMs } from '@conductor/types';
import { loseConductor } from './be-alone.ts';
import type { Turn } from './turn.ts';

/** The holder has said something: its lease begins anew, unless it was over before that was heard. */
export function renewLease(turn: Turn): 'renewed' | 'over' {
  if (lapseLease(turn)) return 'over';
  const { holder } = turn.session;
  if (holder) turn.session = { ...turn.session, holder: { ...holder, heardNs: turn.now.monotonicNs } };
  return 'renewed';
}

/** A lease that is over is the loss of the conductor. Tells whether it was. */
export function lapseLease(turn: Turn): boolean {
  const lapse = lapseOf(turn);
  if (lapse !== null) loseConductor(turn, lapse);
  return lapse !== null;
}

/** Only a loaded trial has a lease: a player that owes nothing loses its holder with the connection. */
function lapseOf({ session: { holder, trial }, now }: Turn): string | null {
  if (!holder || holder.call === null || !trial) return null;
  const { leaseMs } = trial.policies;
  if (elapsedMs(holder.heardNs, now.monotonicNs) <= leaseMs) return null;
  return `no word from the conductor ${holder.who} for ${leaseMs / 1000} s`;
}
