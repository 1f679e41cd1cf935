import type { CourseTiming } from '@conductor/conductor';
import type { CommandStep, FetchStep, Phase, RebootStep, Settings, SyncStep } from '@conductor/types';
import type { Keepalive } from '../network/connection.ts';
import type { Stroke } from './stroke.ts';

/** All that one world is made of. The same scenario always gives the same story. */
export interface Scenario {
  /** Of latencies, and of all that takes a moment. */
  readonly seed: number;
  readonly players: readonly PlayerScript[];
  readonly settings: Pick<
    Settings,
    | 'leaseMs'
    | 'killGraceMs'
    | 'stepTimeoutMs'
    | 'onFailure'
    | 'onDisconnect'
    | 'live'
    | 'cooldownMs'
    | 'start'
    | 'maxSkewMs'
  >;
  readonly timing: CourseTiming;
  readonly keepalive: Keepalive;
  readonly latencyMs: readonly [least: number, most: number];
  /** What was asked for with `-p`. */
  readonly phases: readonly Phase[];
  readonly trials: number;
  /** Other runs that want some of the same players. */
  readonly rivals: readonly Rival[];
  /** What goes wrong, in order. */
  readonly strokes: readonly Stroke[];
}

/** A player and what its steps do. */
export interface PlayerScript {
  readonly name: string;
  /** When it begins to listen. */
  readonly listensAtMs: number;
  /** Whether its guardian lives to promise Reset. */
  readonly isGuarded: boolean;
  readonly clock: ClockScript;
  readonly phases: Readonly<Record<Phase, readonly StepScript[]>>;
}

/** What the monotonic clock of a host shows when the world begins, and how much too fast it is. */
export interface ClockScript {
  readonly aheadMs: number;
  /** Microseconds that it gains in a second. */
  readonly driftPpm: number;
}

/** What a step is, and how its command behaves. */
export interface StepScript {
  readonly kind: (CommandStep | FetchStep | SyncStep | RebootStep)['kind'];
  /** How long it runs when nobody ends it; `null` is for ever. */
  readonly lastsMs: number | null;
  /** Its exit code. */
  readonly code: number;
  readonly mayFail: boolean;
  /** The gentlest signal that ends it; `never` is a process that no signal ends. */
  readonly diesOf: Strength | 'never';
  /** A child of it lives on when it has ended. */
  readonly leavesChild: boolean;
  /** Whether the player can fork it. */
  readonly isForkable: boolean;
  /** What a `sync` is called. */
  readonly name?: string;
  /** How long a `reboot` takes; `null`: the host does not go down. */
  readonly downMs?: number | null;
  /** The limit of a `timeout`, a `sync` or a `reboot`. */
  readonly limitMs: number;
}

/** How strongly a command is told to end. */
export type Strength = 'stop' | 'term' | 'kill';

/** A second conductor. */
export interface Rival {
  readonly startsAtMs: number;
  readonly players: readonly string[];
}
