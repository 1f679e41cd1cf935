import type { ControlReply, Policies, StartInstant } from '@conductor/protocol';
import type { Phase, PhaseSteps, ResetState, RunRef, TrialRef } from '@conductor/types';

/** Where a player stands: who holds it and what it is doing. Changed by `nextSession` only. */
export interface Session {
  readonly holder: SessionHolder | null;
  readonly trial: TrialState | null;
  /** Somebody asked the player to end; set until it does. */
  readonly leaving: string | null;
  /** Who held the player last, when nobody does. */
  readonly past: PastHolder | null;
}

/** The run that a player belongs to, from claim to release. */
export interface SessionHolder {
  readonly run: RunRef;
  /** `user@host (pid 4711)`. */
  readonly who: string;
  readonly since: Date;
  /** The name of this player in the test. */
  readonly playerName: string;
  /** The name of the test. */
  readonly testName: string;
  readonly contact: Contact;
  /** `waiting`: it takes the run over, and is answered when the player is between phases. Until then it may only wait. */
  readonly claim: 'waiting' | 'answered';
  /** Monotonic instant of its last word. */
  readonly heardNs: bigint;
  /** How long it may say nothing: by the policies of the trial that it loaded last; `null` before the first. */
  readonly leaseMs: number | null;
  readonly said: Said;
}

/** How the holder is reached. */
export type Contact =
  | { readonly kind: 'call'; readonly call: CallId }
  /** The call was cut: until the lease is over the work goes on, and what is said is kept for who continues. */
  | { readonly kind: 'cut'; readonly cause: string; readonly sinceNs: bigint }
  /** It is the holder no more: what it left is brought to an end. */
  | { readonly kind: 'over'; readonly cause: string; readonly at: Date };

/** What a run and the player have said to each other, over all calls. */
export interface Said {
  /** Counted commands that came. */
  readonly takenCount: number;
  /** Counted replies that were said. */
  readonly saidCount: number;
  /** The last of them, that the conductor has not told to have come. */
  readonly unheard: readonly ControlReply[];
}

/** What is remembered of who held the player last. */
export type PastHolder =
  /** It released the player, and may not know yet that this was heard. */
  | { readonly kind: 'released'; readonly run: RunRef; readonly said: Said }
  /** It was lost. `reset` is what became of the trial that it left. */
  | {
      readonly kind: 'lost';
      readonly run: RunRef;
      readonly cause: string;
      readonly at: Date;
      readonly reset: ResetState;
      /** Counted commands that it had said: before the first, nothing can have been lost but its connection. */
      readonly takenCount: number;
    };

/** Names a control conversation within the life of a player. */
export type CallId = number;

/** A loaded trial. */
export interface TrialState {
  readonly ref: TrialRef;
  readonly policies: Policies;
  readonly phases: PhaseSteps;
  readonly stage: 'loading' | 'loaded' | 'closing';
  /** The phase in progress. */
  readonly phase: PhaseState | null;
  /** The last phase that was taken up; phases only go forward. */
  readonly lastPhase: Phase | null;
  /** A phase that was armed and will never start: its end may still be asked for. */
  readonly cancelled: Phase | null;
  /** The first gate of a phase that the conductor has not asked for yet. */
  readonly ahead: AheadGate | null;
  readonly debt: Debt;
  /** Whether the guardian was asked to pay Reset if this player dies; no phase is armed while it has not answered. */
  readonly promise: 'none' | 'asked' | 'given';
  /** Why no step of Startup or Run begins any more. */
  readonly stopped: string | null;
  /** The trial is being brought to its end without further commands. */
  readonly ending: TrialEnding | null;
}

/** A gate that is forked before its phase is taken up: `asked` until it is `held`. */
export interface AheadGate {
  readonly phase: Phase;
  readonly gate: 'asked' | 'held';
}

/** Whether Reset has to run: owed from the beginning of Startup, paid when Reset has run to its end. */
export type Debt = 'none' | 'owed' | 'paid';

/** How a trial comes to its end, and who is told. */
export interface TrialEnding {
  /** The user ran phases without Reset: the debt is theirs. */
  readonly waiveReset: boolean;
  /**
   * `say-closed`: the conductor waits for it. `release`: and gives the player back. `claim`: who takes the run over waits.
   * `free`: nobody does.
   */
  readonly after: 'say-closed' | 'release' | 'claim' | 'free';
  /** Why it ends before its time; `null` when the conductor closed it. */
  readonly cause: string | null;
}

/** A phase in progress. Positions count from 0, in the list of the phase. */
export interface PhaseState {
  readonly phase: Phase;
  readonly stage: PhaseStage;
  /** The conductor asked for it, and hears of it; otherwise the player pays a Reset by itself. */
  readonly asked: boolean;
  /** It was said that the phase has started. */
  readonly announced: boolean;
  /** The next step to begin. */
  readonly next: number;
  /** The gate of the next step. */
  readonly gate: GateState;
  /** The step that is tried again, and which attempt that is. */
  readonly retry: { readonly position: number; readonly attempt: number } | null;
  /** The step that the list waits for; spawns are not waited for. */
  readonly current: number | null;
  readonly failedCount: number;
  readonly unknownCount: number;
  /** Why the rest of the list is skipped. */
  readonly halted: string | null;
  /** What the current step waits for from the conductor, or the host. */
  readonly wait: PhaseWait;
  /** The syncs that the conductor has broken, and why. */
  readonly brokenSyncs: ReadonlyMap<string, string>;
  /** Why nobody settles a sync any more; `null` while the conductor does. */
  readonly syncsOver: string | null;
  /** When it is to start; `null` until that is known, and where it starts at once. */
  readonly at: StartInstant | null;
  /** Monotonic instant at which the order to start came; `null` before it, and where nobody orders. */
  readonly orderedNs: bigint | null;
}

/** How far a sync or a reboot that is the current step has come. */
export type PhaseWait =
  /** The current step is another. */
  | { readonly kind: 'none' }
  | { readonly kind: 'at-sync'; readonly reachedNs: bigint }
  /** Leave to reboot is waited for. */
  | { readonly kind: 'reboot-due'; readonly reachedNs: bigint }
  /** The host is on its way. */
  | { readonly kind: 'going-down' }
  /** This is another life, and waits for the word to go on. `awayMs`: how long there was none, by the wall clock of the host. */
  | { readonly kind: 'back'; readonly reachedNs: bigint; readonly awayMs: number };

/**
 * `arming`: the first gate is being forked. `armed`: it is held. `due`: its instant is awaited. `running`: the list
 * runs. `done`: the list is over, spawns live. `ending`: what ends with the phase is being ended.
 */
export type PhaseStage = 'arming' | 'armed' | 'due' | 'running' | 'done' | 'ending';

/** What is known of the gate of the next step. */
export type GateState =
  | { readonly kind: 'none' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'held' }
  /** It cannot be forked. */
  | { readonly kind: 'refused'; readonly reason: string };

/** A player that nobody holds. */
export const FREE_SESSION: Session = { holder: null, trial: null, leaving: null, past: null };
