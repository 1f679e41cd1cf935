import type { ContainmentLevel, Leftover } from './containment.ts';
import type { StateComparison } from './host-state.ts';
import type { Outcome } from './outcome.ts';
import type { Phase } from './phase.ts';
import type { RunRef, TrialRef } from './run-ref.ts';
import type { StepId } from './step.ts';

/** The two outputs of a command. */
export type Channel = 'out' | 'err';

/**
 * One line of a player's journal: what happened on that host in one trial, in order. The journal is written before
 * the deed (`step-began`) and after it (`step-ended`); what has a beginning and no end is unknown.
 */
export type JournalRecord = JournalStamp & JournalEntry;

/** When a record was written, by the two clocks of the player. */
export interface JournalStamp {
  /** From 1, without gaps, across the segments of one trial as the player's disk has them. */
  readonly seq: number;
  /** Wall clock of the player, ISO 8601 in UTC. */
  readonly time: string;
  /** Monotonic clock of the player: decimal nanoseconds (a string, since JSON numbers end at 2^53). */
  readonly monotonicNs: string;
}

/** What happened. */
export type JournalEntry =
  | {
      readonly kind: 'trial-loaded';
      readonly run: RunRef;
      readonly trial: TrialRef;
      readonly player: string;
      readonly containment: ContainmentLevel;
      readonly bootId: string;
    }
  /**
   * The host was rebooted by a step of the trial, which goes on: from here on another monotonic clock counts. `reboots`: how
   * often that was so until now.
   */
  | { readonly kind: 'trial-resumed'; readonly step: StepId; readonly bootId: string; readonly reboots: number }
  /** The first command of the phase was released; Reset is owed from the first of these on. */
  | { readonly kind: 'phase-began'; readonly phase: Phase }
  | { readonly kind: 'step-began'; readonly step: StepId }
  /** The command's own end. Its output may still grow by what it left running. */
  | { readonly kind: 'step-ended'; readonly step: StepId; readonly outcome: Outcome; readonly durationMs: number }
  /** The command re-opened and truncated its own output: from here on bytes belong to `generation`. */
  | { readonly kind: 'output-rewound'; readonly step: StepId; readonly channel: Channel; readonly generation: number }
  /** Nothing that could write to it is alive: the size is final. */
  | {
      readonly kind: 'output-closed';
      readonly step: StepId;
      readonly channel: Channel;
      readonly generation: number;
      readonly bytes: number;
    }
  /** A file that a fetch step found; `file` numbers it within the step, from 1. */
  | {
      readonly kind: 'file-found';
      readonly step: StepId;
      readonly file: number;
      readonly path: string;
      readonly size: number;
      /** Permission bits. */
      readonly mode: number;
      /** Modification time, ISO 8601. */
      readonly modified: string;
    }
  /** A file that matched and could not be brought home. */
  | { readonly kind: 'file-refused'; readonly step: StepId; readonly path: string; readonly reason: string }
  /** Every step of the phase has ended or is a living spawn. */
  | { readonly kind: 'steps-done'; readonly phase: Phase }
  /** The containment of what had to end with this phase was read back; `leftovers` is what would not die. */
  | {
      readonly kind: 'phase-finished';
      readonly phase: Phase;
      readonly containment: ContainmentLevel;
      readonly leftovers: readonly Leftover[];
    }
  /** The rest of the trial will not happen; Reset follows. */
  | { readonly kind: 'trial-stopped'; readonly reason: string }
  /** Something the reader of the results must know. */
  | { readonly kind: 'remark'; readonly text: string; readonly step?: StepId }
  /** What would not die at the end of the trial, after its last phase. Not there when nothing was left. */
  | { readonly kind: 'left-behind'; readonly leftovers: readonly Leftover[] }
  /** How the host is after Reset, compared with how it was before Startup. Only where that was asked for. */
  | { readonly kind: 'state-compared'; readonly comparison: StateComparison }
  /** The player is free of this trial. `reset` says what became of the debt. */
  | { readonly kind: 'trial-closed'; readonly reset: ResetState };

/** What became of a Reset that was owed. */
export type ResetState =
  /** No step of Startup ever began. */
  | 'not-owed'
  /** It ran to its end; whether its steps passed is in their outcomes. */
  | 'paid'
  /** The user ran phases without it. */
  | 'waived'
  /** Nobody heard that it ran. */
  | 'unconfirmed';
