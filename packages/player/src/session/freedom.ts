import { elapsedMs, endingMs, listMs } from '@conductor/types';
import type { Session, TrialState } from './session.ts';
import type { Moment } from './turn.ts';

/** Whether and when a held player will be free: for whoever wants it now. */
export function describeFreedom({ holder, trial }: Session, now: Moment): string {
  if (!holder) return 'it is free';
  if (holder.contact.kind === 'over')
    return `its conductor is gone, and what it owes is being paid${within(payingMs(trial))}`;
  if (holder.leaseMs === null) return 'it is free when that one ends its connection';
  const silentMs = elapsedMs(holder.heardNs, now.monotonicNs);
  const cut = holder.contact.kind === 'cut' ? ', and its connection is cut' : '';
  const remainingMs = Math.max(0, holder.leaseMs - silentMs);
  const paying = payingMs(trial);
  const free = within(paying === null ? null : remainingMs + paying);
  return `that one has said nothing for ${seconds(silentMs)}${cut}; when it stays silent, the player resets and frees itself${free}`;
}

/** How long the player needs to end what runs and to reset; `null` when a step has no limit. */
function payingMs(trial: TrialState | null): number | null {
  if (trial === null) return 0;
  const { policies, phases, phase } = trial;
  const finishes = policies.onDisconnect === 'finish' && phase && phase.phase !== 'reset';
  const stepsMs = listMs([...(finishes ? phases[phase.phase] : []), ...phases.reset], policies);
  return stepsMs === null ? null : endingMs(policies) + stepsMs;
}

function within(ms: number | null): string {
  return ms === null ? '' : ` within ${seconds(ms)}`;
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 100) / 10} s`;
}
