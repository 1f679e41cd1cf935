import type { TrialPast } from '../recovery/trial-past.ts';
import { isSameBoot } from '../same-boot.ts';
import { isSameStep } from '../session/step-in-phase.ts';
import type { RebootRecord } from './reboot-record.ts';

/** How the host stands at the start of a player. */
export interface HostNow {
  readonly bootId: string;
  readonly wall: Date;
}

/** What an earlier life left for this one, at a reboot. */
export type Return =
  /** The trial goes on. `awayMs`: since the leave to reboot, by the wall clock. */
  | { readonly kind: 'in-time'; readonly awayMs: number }
  /** It does not, and what it owes is paid. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Whether a trial goes on whose step has rebooted the host. */
export function judgeReturn(record: RebootRecord, past: TrialPast, now: HostNow): Return {
  const awayMs = msBetween(record.began, now.wall);
  const isOpen = past.unended.some((step) => isSameStep(step, record.step));
  if (past.closed !== null || past.isStopped || past.isToldByNext || !isOpen) {
    return { kind: 'failed', reason: 'the trial had come to its end before' };
  }
  const isSame = isSameBoot(record.bootId, now.bootId);
  if (isSame === null) {
    return { kind: 'failed', reason: 'the player was started again, and whether its host was rebooted cannot be told' };
  }
  if (isSame) {
    return { kind: 'failed', reason: 'the player was started again, and its host had not been rebooted' };
  }
  if (awayMs > record.limitMs) {
    const late = `this host was back after ${(awayMs / 1000).toFixed(1)} s, and ${record.limitMs / 1000} s are allowed`;
    return { kind: 'failed', reason: late };
  }
  return { kind: 'in-time', awayMs };
}

/** A wall clock that was set back, or a host that has none before it asks somebody, was not away for less than nothing. */
function msBetween(began: string, now: Date): number {
  return Math.max(0, now.getTime() - Date.parse(began));
}
