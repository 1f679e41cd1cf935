import {
  clearGuardian,
  type GuardianPlan,
  guardianState,
  letPay,
  payOwedReset,
  prepareGuardian,
  type Settled,
  startGuardian,
  takeOver,
} from '../guardian/index.ts';
import type { TrialPast } from './trial-past.ts';

/** How the debt of a trial is settled. */
export interface SettleOptions {
  readonly folder: string;
  readonly past: TrialPast;
  /** For a trial that has no guardian; asked for when that has to be made. */
  readonly plan: () => GuardianPlan;
  /** Told what is waited for. */
  readonly say: (text: string) => void;
}

/**
 * Ends all that a dead player left of a trial, and pays its Reset if that is owed: says `paid` where a guardian ran it.
 * Rejects with a ConductorError `storage`, or with the reason of the signal, which leaves a guardian that is at work alone.
 */
export async function settleDebt({ folder, past, plan, say }: SettleOptions, signal: AbortSignal): Promise<Settled> {
  const { kind } = await guardianState(folder);
  const isSettled = past.closed !== null || past.hasFinishedReset;
  const isOwed = past.hasBegunStartup && !isSettled;
  switch (kind) {
    case 'paid':
    case 'disarmed':
      return kind;
    case 'at-work':
      break;
    case 'owed':
      if (isSettled) return dismissDead(folder, say, signal);
      say('its guardian is dead too; another one pays its Reset');
      break;
    case 'not-owed':
      // A power cut may take the name of the token, the journal then knows better.
      if (isOwed) await payAnew(folder, signal);
      break;
    case 'none':
      if (!isOwed) return 'none';
      // Where a trial was being taken up again, something of one may lie there.
      await clearGuardian(folder);
      await prepareGuardian(folder, plan());
      await payAnew(folder, signal);
      break;
    default:
      kind satisfies never;
  }
  return payOwedReset(folder, signal, { say });
}

/** The journal says that Reset was paid, or is not to be paid: what still lives is ended, and nothing is run. */
async function dismissDead(folder: string, say: SettleOptions['say'], signal: AbortSignal): Promise<Settled> {
  const attempt = await takeOver(folder, signal);
  if (attempt.kind === 'refused') return payOwedReset(folder, signal, { say });
  await attempt.guardian.disarm();
  return 'disarmed';
}

async function payAnew(folder: string, signal: AbortSignal): Promise<void> {
  const guardian = await startGuardian(folder, signal);
  await guardian.arm();
  await letPay(guardian, folder, signal);
}
