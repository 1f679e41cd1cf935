import type { ControlCommand } from '@conductor/protocol';
import type { ConductorError, RunEventBody, TrialRef } from '@conductor/types';

/** What a course wants done; players go by name. Effects are performed in order, and none is waited for. */
export type CourseEffect =
  /** Open a control connection. Told by `player-reached` or `dial-failed`; what is told of it bears its number. */
  | { readonly kind: 'dial'; readonly player: string; readonly call: number }
  | { readonly kind: 'send'; readonly player: string; readonly command: ControlCommand }
  /**
   * Read the player's clocks, one exchange after the other: so many at the most, and none any more once one has been as short as
   * `enoughNs`. Told by `clock-read`, if the connection lives so long.
   */
  | { readonly kind: 'read-clock'; readonly player: string; readonly most: number; readonly enoughNs: bigint }
  /** Close the control connection, or give up opening it. */
  | { readonly kind: 'hang-up'; readonly player: string }
  /** Pull the results of a trial until they are all here, through cuts. Told by `collection-…`. */
  | { readonly kind: 'collect-trial'; readonly player: string; readonly trial: TrialRef }
  /** End the pulling. Told by `collection-ended`, once what came is on disk. */
  | { readonly kind: 'abandon-collection'; readonly player: string }
  /** Bring the player the files that its steps put, through cuts. Told by `files-held` or `delivery-failed`. */
  | { readonly kind: 'deliver-files'; readonly player: string }
  /** End the bringing. Nothing is told. */
  | { readonly kind: 'abandon-delivery'; readonly player: string }
  /** Begin, or end, a time in which nothing is dialled, since that would disturb what is measured. */
  | { readonly kind: 'keep-quiet'; readonly isQuiet: boolean }
  /** Write down what happened. */
  | { readonly kind: 'record'; readonly event: RunEventBody }
  /** Bring run.json up to date. */
  | { readonly kind: 'save-result' }
  /** The course is over; nothing follows. */
  | { readonly kind: 'end'; readonly ending: CourseEnding };

/** How a course ended, apart from how its steps did. */
export type CourseEnding =
  /** All trials were run, or as many as a lost player let. */
  | { readonly kind: 'completed' }
  /** As many trials were run as could be: a player is not who it was, or is trusted no more, or does not trust us any more. */
  | { readonly kind: 'distrusted'; readonly error: ConductorError }
  /** Nothing was started. */
  | { readonly kind: 'not-started'; readonly error: ConductorError }
  /** Somebody asked for the end and waited for Reset. `signal` is the first that came. */
  | { readonly kind: 'interrupted'; readonly signal: string }
  /** Somebody asked three times: the players are left to reset themselves. */
  | { readonly kind: 'left'; readonly signal: string }
  /** Somebody else took the run over, and ends it. */
  | { readonly kind: 'taken-over'; readonly error: ConductorError }
  /** We could not go on; players were reset as far as they could be reached. */
  | { readonly kind: 'broken'; readonly error: ConductorError };
