import type { ControlCommand, OpenTrial, StartInstant } from '@conductor/protocol';
import type { ConductorError, HostFacts, Phase, PlayerPlan, ResetState, StepId, TrialRef } from '@conductor/types';
import type { MeasuredClock } from '../clock/measured-clock.ts';
import type { WallReading } from '../clock/wall-step.ts';

/** What the conductor knows of one player. */
export interface PlayerState {
  /** Its part of the test, with the steps of the trial that runs. */
  plan: PlayerPlan;
  presence: Presence;
  /** What it has told of its host; `null` before it has. */
  facts: HostFacts | null;
  /** What is known of its monotonic clock; `null` before it was read. */
  clock: MeasuredClock | null;
  /** Its clocks as they were read last. */
  wall: WallReading | null;
  /** The shortest exchange of the last reading, in milliseconds. */
  roundTripMs: number;
  /** When it was told to start the phase that runs; `null`: at once, or it was not told yet. */
  at: StartInstant | null;
  /** When it started the phase that runs, by its own clock; `null` while it has not said so. */
  started: { readonly startedNs: bigint; readonly orderedNs: bigint } | null;
  /** It keeps results of this run from before we claimed it. */
  keepsRun: boolean;
  /** Another run whose Reset it could not pay; `null` is none. */
  owedRun: string | null;
  /** The trial that was open when we took it over; `null` when there was none, or it is closed. */
  openTrial: OpenTrial | null;
  /** How often its connection broke before it was ours. */
  drops: number;
  /** Number of the last attempt to reach it; what is heard of an earlier one is old. */
  call: number;
  link: Link;
  talk: Talk;
  /** What it has come to in the running trial, and when: see `comeTo`. */
  readonly heard: Map<Milestone, number>;
  /** The phases of the running trial that it could not start. */
  readonly declined: Set<Phase>;
  /** The step that its journal showed last as begun and not ended. */
  step: StepId | null;
  /** A reboot of its host that a step of the running trial wants; `null` while none does. */
  reboot: Reboot | null;
  heartbeat: Heartbeat;
  collection: Collection;
  /** When it is to be looked at, where it is lost and somebody wants to know of its Reset; `null` while that is under way. */
  lookAtMs: number | null;
  /** What it said of its Reset; `null` until the running trial is closed. */
  reset: ResetState | null;
}

/** How far the conductor has come with a player. */
export type Presence =
  /** Not reached yet. `redialAtMs` is `null` while an attempt is under way. */
  | { readonly kind: 'awaited'; readonly redialAtMs: number | null; readonly error: ConductorError | null }
  /** It greeted us. */
  | { readonly kind: 'reached'; readonly atMs: number }
  /** It is ours until we release it. */
  | { readonly kind: 'claimed' }
  /** It is ours, and has no part in the trial that is being ended. */
  | { readonly kind: 'resting' }
  /** It keeps results that we could not fetch, and so is not released: that would remove them. */
  | { readonly kind: 'left' }
  /** We are giving it back. */
  | { readonly kind: 'releasing' }
  /** It will not serve us. */
  | { readonly kind: 'refused'; readonly error: ConductorError }
  /** It was reached, and is gone. */
  | { readonly kind: 'lost'; readonly error: ConductorError }
  /** The run is over for it. */
  | { readonly kind: 'released' };

/** How far the reboot of a host has come. */
export type Reboot =
  /** The player waits for leave. */
  | { readonly kind: 'asked'; readonly step: StepId }
  /** It may vanish, and its lease is as long as that. */
  | { readonly kind: 'permitted'; readonly step: StepId; readonly deadlineMs: number }
  /** It is back, and its clock, which is another one now, is not read yet. */
  | { readonly kind: 'back'; readonly step: StepId; readonly tookMs: number };

/** Whether a player that is ours can be reached. */
export type Link =
  | { readonly kind: 'up' }
  /** Its connection was cut, and is made anew until the lease is over. */
  | {
      readonly kind: 'cut';
      readonly sinceMs: number;
      readonly cause: string;
      /** When the next attempt begins, or the one under way is given up. */
      readonly dueAtMs: number;
      readonly isDialling: boolean;
      /** Attempts so far. */
      readonly attempts: number;
    };

/** What was said to a player and heard from it, over all connections. Only what is counted is in it. */
export interface Talk {
  /** Commands that it is known to have taken. */
  readonly takenCount: number;
  /** The commands after those: said again when a new connection stands. */
  readonly untaken: readonly ControlCommand[];
  /** Replies that came. */
  readonly heardCount: number;
}

/** A conversation that has not begun. */
export const NOTHING_SAID: Talk = { takenCount: 0, untaken: [], heardCount: 0 };

/** When a player was last asked whether it lives, and last heard of. */
export interface Heartbeat {
  readonly sequence: number;
  readonly dueAtMs: number;
  /** Heartbeats since it last answered one. */
  readonly unanswered: number;
  /** When the first of the unanswered heartbeats was sent. */
  readonly askedAtMs: number;
  /** Its last answer took more than half of the time between heartbeats. */
  readonly isSlow: boolean;
  /** When a slow answer last came after a quick one: until then it stood still. */
  readonly stoodStillMs: number;
  readonly answeredAtMs: number;
  /** When it last said anything. */
  readonly heardAtMs: number;
  /** Since when it has been in contact: connected, and answering. */
  readonly contactSinceMs: number;
}

/** How the results of a player's running trial come home. */
export interface Collection {
  readonly state: 'idle' | 'asked' | 'following' | 'over';
  /** Of which trial; `null` before any was asked for. */
  readonly trial: TrialRef | null;
  /** What the player said it still has for us. */
  readonly pendingBytes: number;
  /** When that last changed. */
  readonly progressAtMs: number;
}

/** What a player, or its collection, has come to: the names of the barriers. */
export type Milestone = Stage | `${PhaseStage} of ${Phase}` | `sync ${string} of ${Phase}`;

type Stage = 'files-held' | 'trial-loaded' | 'collection-began' | 'trial-stopped' | 'trial-closed' | 'collection-ended';

type PhaseStage = 'phase-armed' | 'phase-started' | 'steps-done' | 'phase-finished' | 'results-acknowledged';

/** A player that nobody has dialled. */
export function unknownPlayer(plan: PlayerPlan): PlayerState {
  return {
    plan,
    presence: { kind: 'awaited', redialAtMs: 0, error: null },
    facts: null,
    clock: null,
    wall: null,
    roundTripMs: 0,
    at: null,
    started: null,
    keepsRun: false,
    owedRun: null,
    openTrial: null,
    heard: new Map(),
    declined: new Set(),
    step: null,
    reboot: null,
    drops: 0,
    call: 0,
    link: { kind: 'up' },
    talk: NOTHING_SAID,
    heartbeat: {
      sequence: 0,
      dueAtMs: 0,
      unanswered: 0,
      askedAtMs: 0,
      isSlow: false,
      stoodStillMs: 0,
      answeredAtMs: 0,
      heardAtMs: 0,
      contactSinceMs: 0,
    },
    collection: idleCollection(0),
    lookAtMs: 0,
    reset: null,
  };
}

/** A collection that has not been asked for. */
export function idleCollection(nowMs: number): Collection {
  return { state: 'idle', trial: null, pendingBytes: 0, progressAtMs: nowMs };
}

/** `dut (10.0.0.5:6970)`, `sink ([::1]:6970)`: a player as messages name it. */
export function formatPlayer(plan: PlayerPlan): string {
  return `${plan.name} (${formatAddress(plan)})`;
}

/** `10.0.0.5:6970`, `[::1]:6970`: where a player listens. */
export function formatAddress({ address, port }: Pick<PlayerPlan, 'address' | 'port'>): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** Why a player is not ours any more, or never will be; `null` while neither is so. */
export function goneError({ presence }: PlayerState): ConductorError | null {
  return presence.kind === 'refused' || presence.kind === 'lost' ? presence.error : null;
}
