import type { ClockSample, ControlReply } from '@conductor/protocol';
import type { ConductorError, HostFacts, JournalRecord, MetricReading, ResetState, TrialRef } from '@conductor/types';

/** What a course is told; players go by name, and connections by the number that `dial` gave them. */
export type CourseEvent =
  /** Time has passed: the instant that `wakeAtMs` named has come. Also the first event of all. */
  | { readonly kind: 'tick' }
  /** The answer to `dial`: a player greeted us, and its control connection stands. */
  | {
      readonly kind: 'player-reached';
      readonly player: string;
      readonly call: number;
      readonly facts: HostFacts;
      /** The URI in the certificate that it showed; `null` on a connection without TLS. */
      readonly identity: string | null;
      /** It keeps results of this run from before. */
      readonly keepsRun: boolean;
      /** What became of the Reset of this run; `null` when that is owed, or the player does not know. */
      readonly reset: ResetState | null;
      /** Another run whose Reset it could not pay: its host may not be as it was. `null` is none. */
      readonly owedRun: string | null;
    }
  /** The answer to `dial`: nobody there (`unreachable`), or nobody that will serve us. */
  | { readonly kind: 'dial-failed'; readonly player: string; readonly call: number; readonly error: ConductorError }
  /** A player said something on its control connection. */
  | { readonly kind: 'player-said'; readonly player: string; readonly call: number; readonly reply: ControlReply }
  /** The player's clocks have been read; by at least one exchange. */
  | {
      readonly kind: 'clock-read';
      readonly player: string;
      readonly call: number;
      readonly samples: readonly ClockSample[];
    }
  /** A control connection is over, and we had not ended it. */
  | { readonly kind: 'connection-lost'; readonly player: string; readonly call: number; readonly error: ConductorError }
  /** The collector follows the player's trial. */
  | { readonly kind: 'collection-began'; readonly player: string }
  /** A journal record of the player has been pulled. */
  | { readonly kind: 'journal-pulled'; readonly player: string; readonly record: JournalRecord }
  /** All of the player's trial is on our disk. */
  | { readonly kind: 'collection-ended'; readonly player: string }
  /** The results cannot be pulled, now or later; what came before is kept. A connection that is cut is no failure: it is made again. */
  | { readonly kind: 'collection-failed'; readonly player: string; readonly error: ConductorError }
  /** The player holds all the files that its steps put. */
  | { readonly kind: 'files-held'; readonly player: string }
  /** They cannot be brought to it, now or later. */
  | { readonly kind: 'delivery-failed'; readonly player: string; readonly error: ConductorError }
  /** What the metrics are in a trial that is over. */
  | { readonly kind: 'trial-measured'; readonly trial: TrialRef; readonly readings: readonly MetricReading[] }
  /** Somebody asked for the end: `SIGINT`, `SIGTERM`, `SIGHUP`. */
  | { readonly kind: 'interrupted'; readonly signal: string }
  /** Our own machine is broken: a full disk, a defect. Players are still to be reset. */
  | { readonly kind: 'broken'; readonly error: ConductorError };
