import type { SessionEffect } from './session-effect.ts';
import type { SessionEvent } from './session-event.ts';

type ForkGate = SessionEffect & { readonly kind: 'fork-gate' };

/** Whether a command of Reset is to be held before Reset begins. */
export function isAheadOfReset({ step, isAhead }: ForkGate): boolean {
  return isAhead && step.phase === 'reset';
}

/** It is forked when Reset begins, which has room for it. */
export function refusedOnFullDisk({ step }: ForkGate): SessionEvent {
  return { kind: 'gate-refused', step, reason: 'the disk is full' };
}
