import { elapsedMs } from '@conductor/types';
import { loseConductor } from './be-alone.ts';
import { isGoingDown } from './going-down.ts';
import type { Session } from './session.ts';
import { changeHolder, type Turn } from './turn.ts';

/** The holder has said something: its lease begins anew, unless it was over before that was heard. */
export function renewLease(turn: Turn): 'renewed' | 'over' {
  if (lapseLease(turn)) return 'over';
  changeHolder(turn, { heardNs: turn.now.monotonicNs });
  return 'renewed';
}

/** A lease that is over is the loss of the conductor. Tells whether it was. */
export function lapseLease(turn: Turn): boolean {
  const lapse = lapseOf(turn);
  if (lapse !== null) loseConductor(turn, lapse);
  return lapse !== null;
}

/** A lease that runs: since when, by the monotonic clock, and how long. */
export interface RunningLease {
  readonly sinceNs: bigint;
  readonly ms: number;
}

/**
 * The lease that ends if nothing is heard; `null` while none does. It begins with the first trial that is loaded, goes on over a cut,
 * and waits for who waits for us.
 */
export function runningLease(session: Session): RunningLease | null {
  const { holder } = session;
  // While its host goes down, the limit of the step decides.
  if (isGoingDown(session)) return null;
  if (!holder || holder.leaseMs === null || holder.contact.kind === 'over') return null;
  if (holder.claim === 'waiting' && holder.contact.kind === 'call') return null;
  return { sinceNs: holder.heardNs, ms: holder.leaseMs };
}

function lapseOf({ session, now }: Turn): string | null {
  const lease = runningLease(session);
  if (lease === null || elapsedMs(lease.sinceNs, now.monotonicNs) <= lease.ms) return null;
  return `no word from the conductor ${session.holder?.who} for ${lease.ms / 1000} s`;
}
