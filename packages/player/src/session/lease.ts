import { elapsedMs } from '@conductor/types';
import { loseConductor } from './be-alone.ts';
import { isGoingDown } from './going-down.ts';
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

/** A lease begins with the first trial that is loaded. It goes on over a cut, and waits for who waits for us. */
function lapseOf({ session, now }: Turn): string | null {
  const { holder } = session;
  // While its host goes down, the limit of the step decides.
  if (isGoingDown(session)) return null;
  if (!holder || holder.leaseMs === null || holder.contact.kind === 'over') return null;
  if (holder.claim === 'waiting' && holder.contact.kind === 'call') return null;
  if (elapsedMs(holder.heardNs, now.monotonicNs) <= holder.leaseMs) return null;
  return `no word from the conductor ${holder.who} for ${holder.leaseMs / 1000} s`;
}
