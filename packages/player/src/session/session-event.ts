import type { ControlRequest } from '@conductor/protocol';
import type { ContainmentLevel, Leftover, Outcome, Phase, StepId } from '@conductor/types';
import type { CallId } from './session.ts';

/** What a session is told. */
export type SessionEvent =
  /** A conductor said something. */
  | { readonly kind: 'command'; readonly call: CallId; readonly who: string; readonly request: ControlRequest }
  /** A control conversation is over, in whatever way. */
  | { readonly kind: 'call-ended'; readonly call: CallId; readonly cause: string }
  /** The trial is on disk, durably, and its guardian watches over this player. */
  | { readonly kind: 'trial-kept' }
  | { readonly kind: 'trial-not-kept'; readonly reason: string }
  /** Whoever dies now, Reset is paid: commands of Startup may be let go. */
  | { readonly kind: 'reset-promised' }
  | { readonly kind: 'reset-not-promised'; readonly reason: string }
  /** The command is forked and waits at its gate. */
  | { readonly kind: 'gate-held'; readonly step: StepId }
  /** It cannot be forked, and will never begin. */
  | { readonly kind: 'gate-refused'; readonly step: StepId; readonly reason: string }
  /** The instant of a start has come. */
  | { readonly kind: 'start-due'; readonly phase: Phase }
  /** The first gate of a phase was opened. */
  | { readonly kind: 'gate-opened'; readonly step: StepId; readonly monotonicNs: bigint }
  | { readonly kind: 'step-ended'; readonly step: StepId; readonly outcome: Outcome; readonly durationMs: number }
  /** What ends with the phase has ended, and that was read back. */
  | {
      readonly kind: 'phase-settled';
      readonly phase: Phase;
      readonly containment: ContainmentLevel;
      readonly leftovers: readonly Leftover[];
    }
  /** Everything of the trial has ended, and that was read back. */
  | { readonly kind: 'trial-settled'; readonly leftovers: readonly Leftover[] }
  /** The collector holds all that existed when the phase was finished. */
  | { readonly kind: 'results-held'; readonly phase: Phase }
  /** The journal cannot be written: what happens from here on could not be told. */
  | { readonly kind: 'journal-failed'; readonly reason: string }
  /** Time passes. */
  | { readonly kind: 'tick' }
  /** The user, or the end of the machine, wants the player to end. */
  | { readonly kind: 'leave-asked'; readonly signal: string };
