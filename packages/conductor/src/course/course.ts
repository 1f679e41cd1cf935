import { type ControlCommand, isCounted } from '@conductor/protocol';
import type { ConductorError, MetricReading, Phase, RunEventBody, TrialRef } from '@conductor/types';
import { toNs } from '../clock/nanoseconds.ts';
import type { WallReading } from '../clock/wall-step.ts';
import type { CourseEffect } from './course-effect.ts';
import type { CoursePlan } from './course-plan.ts';
import type { OpenSync } from './open-sync.ts';
import { type PlayerState, unknownPlayer } from './player-state.ts';

/** The state of a run's course. Only the machine's own files change it, and only by the events that they are told. */
export interface Course {
  readonly plan: CoursePlan;
  readonly players: readonly PlayerState[];
  readonly playersByName: ReadonlyMap<string, PlayerState>;
  /** The players are being reached and claimed for a run that has not begun. */
  isClaiming: boolean;
  /** Players that are ours whose connection was cut; some may be connected again, or gone. */
  readonly cut: Set<PlayerState>;
  /** No heartbeat is due before this, in milliseconds: of very many players none is looked at until then. */
  quietUntilMs: number;
  /** The conductor's monotonic clock at the event that is being looked at, in milliseconds. */
  nowMs: number;
  /** What a start order is given besides the round trips of the slowest link, in milliseconds; `null` until one was seen to come. */
  startMarginMs: number | null;
  /** Our own clocks as they were read last. */
  wall: WallReading;
  /** `null` between trials. */
  trial: TrialState | null;
  /** Every trial that began, in order. */
  readonly begun: TrialRef[];
  /** What was measured in trials that are over, by the number of the trial; only what is waited for. */
  readonly measured: Map<number, readonly MetricReading[]>;
  /** The signals that came, in order. */
  readonly interruptions: string[];
  /** Why we cannot go on ourselves. */
  broken: ConductorError | null;
  /** Why the run is somebody else's now. */
  takenOver: ConductorError | null;
  /** What is to be done, and was not handed out yet. */
  readonly effects: CourseEffect[];
}

/** The trial that runs. */
export interface TrialState {
  readonly ref: TrialRef;
  /** The phase that runs; `null` between phases. */
  phase: Phase | null;
  /** The phases that at least one player was told to start. */
  readonly begun: Set<Phase>;
  /** The syncs of the phase that runs, but for those that are settled. */
  syncs: readonly OpenSync[];
  /** When somebody last waited at a sync of the trial. */
  syncedMs: number;
  /** Why the rest of Startup and Run will not happen, as a sentence; the first reason stands. */
  obstacle: string | null;
  /** The players have been told to stop. */
  stopped: boolean;
  /** Somebody else conducted it before us: what it owes is paid, whatever the user wished at its beginning. */
  readonly isTakenOver: boolean;
}

/** A course at its very beginning. */
export function newCourse(plan: CoursePlan): Course {
  const players = plan.players.map(unknownPlayer);
  return {
    plan,
    players,
    playersByName: new Map(players.map((player) => [player.plan.name, player])),
    isClaiming: false,
    cut: new Set(),
    quietUntilMs: 0,
    nowMs: 0,
    startMarginMs: null,
    wall: plan.began,
    trial: null,
    begun: [],
    measured: new Map(),
    interruptions: [],
    broken: null,
    takenOver: null,
    effects: [],
  };
}

/** The conductor's monotonic clock at the event that is being looked at, in nanoseconds. */
export function nowNs({ plan, nowMs }: Course): bigint {
  return plan.began.monotonicNs + toNs(nowMs);
}

/** The players that we hold. */
export function heldPlayers(course: Course): PlayerState[] {
  return course.players.filter(isHeld);
}

/** Whether we hold a player. */
export function isHeld(player: PlayerState): boolean {
  return player.presence.kind === 'claimed';
}

/** Whether a player that had been reached is gone. */
export function isLost(player: PlayerState): boolean {
  return player.presence.kind === 'lost';
}

/** Whether a player is ours, also when it has no part in the trial that runs, or is being given back. */
export function isOurs({ presence }: PlayerState): boolean {
  return presence.kind === 'claimed' || presence.kind === 'resting' || presence.kind === 'releasing';
}

/** Wants a command said; over a cut, too: what counts is kept until the player has taken it. */
export function send(course: Course, player: PlayerState, command: ControlCommand): void {
  if (isCounted(command)) player.talk = { ...player.talk, untaken: [...player.talk.untaken, command] };
  if (player.link.kind === 'up') sendNow(course, player, command);
}

/** Wants a command sent on the connection as it stands. */
export function sendNow(course: Course, player: PlayerState, command: ControlCommand): void {
  course.effects.push({ kind: 'send', player: player.plan.name, command });
}

/** Wants a player dialled; what is heard of an earlier attempt is old from here on. */
export function dial(course: Course, player: PlayerState): void {
  player.call += 1;
  course.effects.push({ kind: 'dial', player: player.plan.name, call: player.call });
}

/** Wants an event written down. */
export function record(course: Course, event: RunEventBody): void {
  course.effects.push({ kind: 'record', event });
}
