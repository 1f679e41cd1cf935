import type {
  Holder,
  Phase,
  PhaseSteps,
  ResetState,
  RunRef,
  Secret,
  Settings,
  StateLook,
  TrialRef,
} from '@conductor/types';

/**
 * What a conductor says to a player, once both have greeted. `load-trial` is whole here; on the wire it is a stream of
 * frames of at most 256 KiB, committed by the last.
 */
export type ControlCommand =
  /** Both names are for messages and for the environment of the commands. */
  | {
      readonly kind: 'claim-player';
      readonly playerName: string;
      readonly testName: string;
      readonly claim: Claim;
    }
  /** `secrets`: those that steps of this player use. `state`: how its host is compared after Reset; absent where it is not. */
  | {
      readonly kind: 'load-trial';
      readonly trial: TrialRef;
      readonly policies: Policies;
      readonly phases: PhaseSteps;
      readonly secrets: readonly Secret[];
      readonly state?: readonly StateLook[];
    }
  | { readonly kind: 'arm-phase'; readonly phase: Phase }
  /** `null` is at once. */
  | { readonly kind: 'start-phase'; readonly phase: Phase; readonly at: StartInstant | null }
  | { readonly kind: 'end-phase'; readonly phase: Phase }
  | { readonly kind: 'stop-trial'; readonly reason: string }
  /** `broken`: why not all will come; `null` when all have. */
  | { readonly kind: 'settle-sync'; readonly phase: Phase; readonly name: string; readonly broken: string | null }
  /** The player that has come to this step may reboot its host. `heardCount`: counted replies that came. */
  | {
      readonly kind: 'permit-reboot';
      readonly phase: Phase;
      readonly stepIndex: number;
      readonly heardCount: number;
    }
  /** The step that rebooted the host has passed. `secrets`: those of `load-trial`, which the player has not written down. */
  | { readonly kind: 'resume-trial'; readonly secrets: readonly Secret[] }
  | { readonly kind: 'close-trial'; readonly waiveReset: boolean }
  /** `heardCount`: counted replies that came. */
  | { readonly kind: 'heartbeat'; readonly sequence: number; readonly heardCount: number }
  | { readonly kind: 'release-player' };

/** When a phase starts, by the player's own monotonic clock. */
export interface StartInstant {
  readonly startNs: bigint;
  /** From here on the phase is not started any more; `null`: better late than never. */
  readonly latestNs: bigint | null;
  /** The player may look at its clock without a pause at the end: it has a processor for itself. */
  readonly maySpin: boolean;
}

/** By what right a player is claimed. */
export type Claim =
  /** For a run that has not had it yet. */
  | { readonly kind: 'new-run' }
  /** A call of this run and epoch was cut: go on after so many counted replies. */
  | { readonly kind: 'continue-run'; readonly heardCount: number }
  /** Somebody else conducted the run until now, under a lower epoch. */
  | { readonly kind: 'take-over-run' };

/** A command in the name of a run. A player refuses those of another run, and of a lower epoch. */
export interface ControlRequest {
  readonly run: RunRef;
  readonly command: ControlCommand;
}

/** What a player says to a conductor, once both have greeted. */
export type ControlReply =
  /** `takenCount`: counted commands of this run and epoch that came. */
  | { readonly kind: 'player-claimed'; readonly takenCount: number; readonly openTrial: OpenTrial | null }
  | Refusal
  | { readonly kind: 'trial-loaded'; readonly trial: TrialRef }
  | { readonly kind: 'phase-armed'; readonly phase: Phase }
  /** By its monotonic clock: when it started, and when it had been told to. */
  | {
      readonly kind: 'phase-started';
      readonly phase: Phase;
      readonly monotonicNs: bigint;
      readonly orderedNs: bigint;
    }
  | { readonly kind: 'phase-not-started'; readonly phase: Phase; readonly reason: string }
  | { readonly kind: 'sync-reached'; readonly phase: Phase; readonly name: string }
  /** The list has come to a step that reboots the host, and waits for leave. */
  | { readonly kind: 'reboot-due'; readonly phase: Phase; readonly stepIndex: number }
  /** It was rebooted by that step. `tookMs` is by the wall clock of the host. */
  | { readonly kind: 'host-returned'; readonly phase: Phase; readonly stepIndex: number; readonly tookMs: number }
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
      /** Counted commands that came. */
      readonly takenCount: number;
    }
  | { readonly kind: 'player-released' };

/** A trial that was loaded and is not closed. */
export interface OpenTrial {
  readonly trial: TrialRef;
  /** The last phase that was armed. */
  readonly lastPhase: Phase | null;
  /** Startup began, and no Reset has run to its end since. */
  readonly resetOwed: boolean;
}

/** A player will not serve this caller, or not now; nothing follows it. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** What was expected, what came, what to do next. */
  readonly message: string;
  /** Set when the reason is `busy`, and when the run was taken over by this holder: `fenced`. */
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
