import type { Deed } from '@conductor/conductor';

/** Something that goes wrong, and when. */
export type Stroke = { readonly when: When } & Blow;

/** An instant, or the moment at which a control conversation says its n-th word, heartbeats left out. */
export type When = { readonly kind: 'ms'; readonly atMs: number } | { readonly kind: 'word'; readonly count: number };

/** What goes wrong. Conductors are counted from 0: the run itself; players go by name. */
export type Blow =
  /** Nothing passes, in one direction or both, and nobody is told. `null` is for ever. */
  | {
      readonly kind: 'cut';
      readonly player: string;
      readonly ways: 'there' | 'back' | 'both';
      readonly forMs: number | null;
    }
  /** Every connection to a player is reset. */
  | { readonly kind: 'reset-connections'; readonly player: string }
  /** A caller's connection comes to the player once more, as one that was given up on the way. */
  | { readonly kind: 'echo'; readonly player: string; readonly forMs: number }
  /** SIGSTOP, and SIGCONT. */
  | { readonly kind: 'stop-player'; readonly player: string; readonly forMs: number }
  | { readonly kind: 'stop-conductor'; readonly forMs: number }
  | { readonly kind: 'kill-conductor' }
  /** SIGKILL of the player, of its guardian too, or the power of the whole host; then a new start. */
  | {
      readonly kind: 'kill-player';
      readonly player: string;
      readonly takes: 'player' | 'guardian' | 'host';
      readonly restartAfterMs: number;
    }
  /** SIGTERM. */
  | { readonly kind: 'end-player'; readonly player: string }
  /** Ctrl-C, SIGTERM or SIGHUP at the conductor, once or several times. */
  | { readonly kind: 'interrupt'; readonly signal: string; readonly times: number; readonly everyMs: number }
  /** The player's disk takes nothing. */
  | { readonly kind: 'fill-player-disk'; readonly player: string; readonly forMs: number | null }
  /** The conductor's disk takes nothing: results are not acknowledged. */
  | { readonly kind: 'fill-conductor-disk'; readonly forMs: number | null }
  /** `conduct resume`, `abort` or `reset` of the run, from another terminal: its conductor is dead, or is told. */
  | { readonly kind: 'take-over'; readonly deed: Deed }
  /** The wall clock of a player's host is set. */
  | { readonly kind: 'set-clock'; readonly player: string; readonly byMs: number }
  /** The conductor's own machine breaks. */
  | { readonly kind: 'break-conductor' };
