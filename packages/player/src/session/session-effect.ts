import type { ControlReply, Policies, StartInstant } from '@conductor/protocol';
import type {
  JournalEntry,
  Phase,
  PhaseSteps,
  RebootStep,
  ResetState,
  RunRef,
  Secret,
  StateLook,
  Step,
  StepId,
  TrialRef,
} from '@conductor/types';
import type { CallId } from './session.ts';

/** What a session wants done. Effects are performed in order; what they lead to comes back as events. */
export type SessionEffect =
  | { readonly kind: 'reply'; readonly call: CallId; readonly reply: ControlReply }
  /** Answer a heartbeat; the clock and what is pending are added when it is sent. */
  | { readonly kind: 'reply-heartbeat'; readonly call: CallId; readonly beat: Heartbeat }
  /** End a control conversation. */
  | { readonly kind: 'hang-up'; readonly call: CallId }
  /** Write the whole trial to disk, but for its secrets, and have its guardian watch. Told by `trial-kept` or `trial-not-kept`. */
  | { readonly kind: 'keep-trial'; readonly trial: KeptTrial; readonly secrets: readonly Secret[] }
  /** Have the guardian owe Reset from here on, durably. Told by `reset-promised` or `reset-not-promised`. */
  | { readonly kind: 'promise-reset' }
  /** Reset was paid or is not owed, and the journal says so, durably: the trial needs no guardian any more. */
  | { readonly kind: 'dismiss-guardian' }
  /** Write into the journal; `durable` waits for the disk. */
  | { readonly kind: 'journal'; readonly entry: JournalEntry; readonly durable: boolean }
  /** Fork the command and hold it; `isAhead`: nobody waits for that yet. Told by `gate-held` or `gate-refused`. */
  | { readonly kind: 'fork-gate'; readonly step: StepId; readonly plan: Step; readonly isAhead: boolean }
  /** End a held gate; its command never runs. Nothing is told. */
  | { readonly kind: 'drop-gate'; readonly step: StepId }
  /** Wait for the instant of a start. Told by `start-due`. */
  | { readonly kind: 'await-start'; readonly phase: Phase; readonly at: StartInstant }
  /** Let the held command run. Told by `gate-opened` and `step-ended`. */
  | { readonly kind: 'open-gate'; readonly step: StepId; readonly plan: Step }
  /** Bring files home. Told by `step-ended`. */
  | { readonly kind: 'fetch-files'; readonly step: StepId; readonly plan: Step }
  /** Wait for what a ready step waits for, without a shell. Told by `step-ended`. */
  | { readonly kind: 'await-ready'; readonly step: StepId; readonly plan: Step }
  /**
   * Write down what the next life has to know, durably, and reboot the host. Told by `step-ended` when it cannot be written down, or
   * the host does not go down.
   */
  | { readonly kind: 'reboot-host'; readonly step: StepId; readonly plan: RebootStep; readonly before: BeforeReboot }
  /** These came again after a reboot: what needs them, or has to be masked, can go on. */
  | { readonly kind: 'supply-secrets'; readonly secrets: readonly Secret[] }
  /** End the running step, and all that lives of these phases. Told by `step-ended` of each. */
  | {
      readonly kind: 'stop-steps';
      readonly current: StepId | null;
      readonly phases: readonly Phase[];
      readonly reason: string;
    }
  /** End all that lives of the phases in `over`, and read back. Told by `phase-settled`. */
  | { readonly kind: 'settle-phase'; readonly phase: Phase; readonly over: readonly Phase[] }
  /** End all that lives of the trial, and read back. Told by `trial-settled`. */
  | { readonly kind: 'settle-trial' }
  /** Told by `results-held` when the collector holds what exists now. */
  | { readonly kind: 'await-results'; readonly phase: Phase }
  /** Hold results back, or send them again. */
  | { readonly kind: 'hold-results'; readonly held: boolean }
  /** The trial is closed: nothing more comes of it. */
  | { readonly kind: 'close-results'; readonly reset: ResetState }
  /** The run is over: remove what the collector holds. */
  | { readonly kind: 'forget-run'; readonly run: RunRef }
  /** Tell whoever looks at the player's own output. */
  | { readonly kind: 'log'; readonly text: string }
  /** Nothing is owed any more: end the player. */
  | { readonly kind: 'leave' };

/** A trial as it is kept on disk: all that is needed to pay its Reset. */
export interface KeptTrial {
  readonly run: RunRef;
  readonly trial: TrialRef;
  readonly playerName: string;
  readonly testName: string;
  readonly policies: Policies;
  readonly phases: PhaseSteps;
  /** How the host is looked at, to compare it after Reset with before Startup; absent where it is not. */
  readonly state?: readonly StateLook[];
}

/** What a session has to know of itself when it is another life that goes on with the trial. */
export interface BeforeReboot {
  readonly run: RunRef;
  readonly who: string;
  /** When the run claimed the player, ISO 8601. */
  readonly since: string;
  /** Counted commands that came, and counted replies that were said: all of them were heard. */
  readonly takenCount: number;
  readonly saidCount: number;
  /** Of the phase in progress. */
  readonly failedCount: number;
  readonly unknownCount: number;
  readonly brokenSyncs: readonly (readonly [name: string, reason: string])[];
}

/** What the session knows for the answer to a heartbeat. */
export interface Heartbeat {
  readonly sequence: number;
  readonly phase: Phase | null;
  /** 0 when no step runs. */
  readonly stepIndex: number;
  readonly takenCount: number;
}
