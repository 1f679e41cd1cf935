import type { ResetState } from './journal-record.ts';
import type { Phase } from './phase.ts';
import type { TrialRef } from './run-ref.ts';

/** What a player is at, told to whoever it lets in: also to those who may not command it now. */
export interface PlayerCondition {
  /** `null` when it is free. */
  readonly holder: Holder | null;
  /** The trial that is open. */
  readonly trial: TrialRef | null;
  /** The phase that runs; `null` between phases. */
  readonly phase: Phase | null;
  /** 0 when no step runs. */
  readonly stepIndex: number;
  /** Runs whose results it keeps, the holder's among them, the oldest first. */
  readonly kept: readonly KeptRun[];
}

/** Who holds a player. */
export interface Holder {
  readonly runId: string;
  readonly epoch: number;
  /** `user@host (pid 4711)`. */
  readonly who: string;
  readonly since: Date;
  /** How long it has said nothing, by the player's monotonic clock. */
  readonly silentMs: number;
  /** How long it may say nothing; `null` before a trial was loaded: then the end of its connection frees the player. */
  readonly leaseMs: number | null;
}

/** A run whose results a player keeps: nobody has released it. */
export interface KeptRun {
  readonly runId: string;
  /** When the last of its trials was loaded. */
  readonly loaded: Date;
  /** Of several trials, the one that is worst off: unconfirmed, waived, paid, not owed. */
  readonly reset: ResetState;
  /** Bytes that no collector is known to hold. */
  readonly pendingBytes: number;
  /** Its Reset is owed and was not paid yet. */
  readonly isOwed: boolean;
}

/** A player that nobody holds, and that keeps nothing. */
export const FREE_CONDITION: PlayerCondition = { holder: null, trial: null, phase: null, stepIndex: 0, kept: [] };
