import type { ControlReply, ControlRequest } from '@conductor/protocol';
import type { ConductorError, JournalRecord, RunRef, TrialRef } from '@conductor/types';

/** What goes over a connection, at the level at which the machines see it. */
export type Message =
  /** The first word of a caller, and what kind of conversation it wants. */
  | { readonly kind: 'hello'; readonly call: 'control' | 'results' }
  /** The answer, with the runs whose results the player keeps. */
  | { readonly kind: 'welcome'; readonly kept: readonly string[] }
  | { readonly kind: 'request'; readonly request: ControlRequest }
  | { readonly kind: 'reply'; readonly reply: ControlReply }
  /** Reads the clocks of the player, beside what is said. */
  | { readonly kind: 'read-clock'; readonly sequence: number }
  | {
      readonly kind: 'clock-reading';
      readonly sequence: number;
      readonly monotonicNs: bigint;
      readonly wallMs: number;
    }
  /** A collector wants the journal of a trial, from the record after those that it holds. */
  | { readonly kind: 'follow'; readonly run: RunRef; readonly trial: TrialRef; readonly heldCount: number }
  | { readonly kind: 'record'; readonly record: JournalRecord }
  | { readonly kind: 'acknowledge'; readonly heldCount: number }
  | { readonly kind: 'trial-end' }
  /** The player has no such results. */
  | { readonly kind: 'no-results'; readonly error: ConductorError }
  | { readonly kind: 'ping' }
  | { readonly kind: 'pong' };
