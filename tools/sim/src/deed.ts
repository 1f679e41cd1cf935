import type { Outcome, Phase, ResetState } from '@conductor/types';
import type { Blow } from './scenario/stroke.ts';

/** What was seen at the hosts themselves, in order: the laws are asked of this, and not of any report. */
export type Deed = { readonly atMs: number } & (PlayerDeed | ConductorDeed | ChanceDeed);

/** Something went wrong. */
export type ChanceDeed = { readonly kind: 'struck'; readonly blow: Blow['kind'] };

/** Who lets commands run on a host. */
export type Payer = 'player' | 'guardian';

/** Seen on the host of a player. `trial` names the run too: `runA/1`. */
export type PlayerDeed = { readonly player: string } & (
  | { readonly kind: 'held'; readonly runId: string }
  /** Another conductor took the run over. */
  | { readonly kind: 'taken-over'; readonly runId: string; readonly epoch: number }
  | { readonly kind: 'freed' }
  | { readonly kind: 'loaded'; readonly trial: string; readonly runId: string }
  /** The holder's word came. */
  | { readonly kind: 'heard' }
  /** The first command of Startup was, or would have been, released. */
  | { readonly kind: 'owed'; readonly trial: string }
  /** The player was told when to start a phase, by its own clock. */
  | {
      readonly kind: 'ordered';
      readonly trial: string;
      readonly phase: Phase;
      readonly startNs: bigint;
      readonly latestNs: bigint | null;
    }
  | { readonly kind: 'phase-began'; readonly trial: string; readonly phase: Phase }
  | { readonly kind: 'phase-over'; readonly trial: string; readonly phase: Phase }
  | {
      readonly kind: 'began';
      readonly trial: string;
      readonly phase: Phase;
      readonly index: number;
      readonly by: Payer;
      readonly hasProcess: boolean;
    }
  | {
      readonly kind: 'ended';
      readonly trial: string;
      readonly phase: Phase;
      readonly index: number;
      readonly outcome: Outcome;
    }
  /** Nothing of the command is alive any more. */
  | { readonly kind: 'gone'; readonly trial: string; readonly phase: Phase; readonly index: number }
  /** It would not die, and was named. */
  | { readonly kind: 'named'; readonly trial: string; readonly phase: Phase; readonly index: number }
  | { readonly kind: 'reset-began'; readonly trial: string; readonly by: Payer }
  | { readonly kind: 'reset-over'; readonly trial: string; readonly by: Payer }
  | { readonly kind: 'stop-said'; readonly trial: string }
  | { readonly kind: 'closed'; readonly trial: string; readonly reset: ResetState }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'went-on' }
  | { readonly kind: 'killed'; readonly takes: 'player' | 'guardian' | 'host' }
  /** A step reboots the host, from here until that step has ended. */
  | { readonly kind: 'goes-down'; readonly trial: string; readonly phase: Phase; readonly index: number }
  /** A step has rebooted the host. */
  | { readonly kind: 'went-down' }
  | { readonly kind: 'listens' }
  | { readonly kind: 'left' }
);

/** Seen of a conductor. */
export type ConductorDeed = { readonly conductor: string } & (
  | { readonly kind: 'conductor-began'; readonly runId: string }
  | { readonly kind: 'interrupted'; readonly signal: string }
  | { readonly kind: 'lost-player'; readonly lost: string; readonly cause: string }
  | { readonly kind: 'exited'; readonly code: number; readonly ending: string }
  | { readonly kind: 'conductor-killed' }
  | { readonly kind: 'conductor-stopped' }
  | { readonly kind: 'conductor-went-on' }
);
