import type { Holder, Phase, PhaseSteps, ResetState, RunRef, Settings, TrialRef } from '@conductor/types';

/**
 * What a conductor says to a player, once both have greeted. `load-trial` is whole here; on the wire it is a stream of
 * frames of at most 256 KiB, committed by the last.
 */
export type ControlCommand =
  /** Both names are for messages and for the environment of the commands. */
  | { readonly kind: 'claim-player'; readonly playerName: string; readonly testName: string }
  | { readonly kind: 'load-trial'; readonly trial: TrialRef; readonly policies: Policies; readonly phases: PhaseSteps }
  | { readonly kind: 'arm-phase'; readonly phase: Phase }
  /** `startNs` is an instant of the player's own monotonic clock; `null` is at once. */
  | { readonly kind: 'start-phase'; readonly phase: Phase; readonly startNs: bigint | null }
  | { readonly kind: 'end-phase'; readonly phase: Phase }
  | { readonly kind: 'stop-trial'; readonly reason: string }
  | { readonly kind: 'close-trial'; readonly waiveReset: boolean }
  | { readonly kind: 'heartbeat'; readonly sequence: number }
  | { readonly kind: 'release-player' };

/** A command in the name of a run. A player refuses those of another run, and of a lower epoch. */
export interface ControlRequest {
  readonly run: RunRef;
  readonly command: ControlCommand;
}

/** What a player says to a conductor, once both have greeted. */
export type ControlReply =
  | { readonly kind: 'player-claimed' }
  | Refusal
  | { readonly kind: 'trial-loaded'; readonly trial: TrialRef }
  | { readonly kind: 'phase-armed'; readonly phase: Phase }
  | { readonly kind: 'phase-started'; readonly phase: Phase; readonly monotonicNs: bigint }
  | { readonly kind: 'phase-not-started'; readonly phase: Phase; readonly reason: string }
  | { readonly kind: 'steps-done'; readonly phase: Phase; readonly failedCount: number }
  | {
      readonly kind: 'phase-finished';
      readonly phase: Phase;
      readonly failedCount: number;
      readonly unknownCount: number;
      readonly leftoverCount: number;
    }
  | { readonly kind: 'results-acknowledged'; readonly phase: Phase }
  | { readonly kind: 'trial-stopped' }
  | { readonly kind: 'trial-closed'; readonly reset: ResetState }
  | {
      readonly kind: 'heartbeat-reply';
      readonly sequence: number;
      readonly monotonicNs: bigint;
      readonly wallTime: Date;
      readonly phase: Phase | null;
      /** 0 when no step runs. */
      readonly stepIndex: number;
      readonly runningCount: number;
      readonly pendingBytes: number;
    }
  | { readonly kind: 'player-released' };

/** A player will not serve this caller, or not now; nothing follows it. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** What was expected, what came, what to do next. */
  readonly message: string;
  /** Set when the reason is `busy`. */
  readonly holder: Holder | null;
}

/** Why a player refuses a caller. */
export type RefusalReason = 'identity' | 'version' | 'busy' | 'fenced' | 'protocol';

/** The rules that a trial runs under: the part of the settings that a player needs. */
export type Policies = Pick<
  Settings,
  | 'leaseMs'
  | 'stepTimeoutMs'
  | 'killGraceMs'
  | 'maxOutputBytes'
  | 'stopSignal'
  | 'capture'
  | 'onDisconnect'
  | 'onFailure'
  | 'live'
> & {
  /** How often the conductor sends a heartbeat, in milliseconds. */
  readonly heartbeatMs: number;
};
