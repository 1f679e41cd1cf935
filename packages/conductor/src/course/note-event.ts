import type { ConductorError } from '@conductor/types';
import { comeTo } from './come-to.ts';
import { type Course, isLost, isOurs, record } from './course.ts';
import type { CourseEvent } from './course-event.ts';
import { REDIAL_MS } from './course-plan.ts';
import { leaveWithResults } from './leave-with-results.ts';
import { askToContinue, cutLink, isFinal, noteFailedAttempt } from './link.ts';
import { noteLook, noteVainLook } from './look-at-lost.ts';
import { losePlayer } from './lose-player.ts';
import { noteBreakage } from './note-breakage.ts';
import { noteClock } from './note-clock.ts';
import { noteJournal } from './note-journal.ts';
import { tellReturned } from './note-reboot.ts';
import { noteReply } from './note-reply.ts';
import { NOTHING_SAID, type PlayerState } from './player-state.ts';
import { GREETING_EXCHANGES, readClock } from './read-clock.ts';

/** A player whose connection breaks so often before it is ours is lost the next time. */
const MOST_DROPS = 3;

/** Takes an event into what the conductor knows. What is to be done about it is decided by the plot and the reflexes. */
export function noteEvent(course: Course, event: CourseEvent): void {
  if ('player' in event) {
    const player = course.playersByName.get(event.player);
    if (player) notePlayerEvent(course, player, event);
    return;
  }
  switch (event.kind) {
    case 'tick':
      return;
    case 'trial-measured':
      if (course.plan.untilPrecise !== undefined) course.measured.set(event.trial.trial, event.readings);
      return;
    case 'interrupted':
      course.interruptions.push(event.signal);
      record(course, { kind: 'interrupted', signal: event.signal, count: course.interruptions.length });
      return;
    case 'broken':
      noteBreakage(course, event.error);
      return;
    default:
      event satisfies never;
  }
}

type PlayerEvent = Extract<CourseEvent, { readonly player: string }>;

function notePlayerEvent(course: Course, player: PlayerState, event: PlayerEvent): void {
  switch (event.kind) {
    case 'player-reached':
    case 'dial-failed':
    case 'player-said':
    case 'clock-read':
    case 'connection-lost':
      // What a connection told that was given up since then says nothing of the one that stands.
      if (event.call === player.call) noteCallEvent(course, player, event);
      return;
    case 'journal-pulled':
      noteJournal(player, event.record);
      return;
    case 'collection-began':
      player.collection = { ...player.collection, state: 'following', progressAtMs: course.nowMs };
      comeTo(course, player, 'collection-began');
      return;
    case 'collection-ended':
      player.collection = { ...player.collection, state: 'over' };
      comeTo(course, player, 'collection-ended');
      return;
    case 'files-held':
      comeTo(course, player, 'files-held');
      return;
    case 'delivery-failed':
      losePlayer(course, player, event.error);
      return;
    case 'collection-failed':
      player.collection = { ...player.collection, state: 'over' };
      noteFailedCollection(course, player, event.error);
      return;
    default:
      event satisfies never;
  }
}

/** Of the running trial it is the loss of the player; of one that is over, the player may keep what we could not have. */
function noteFailedCollection(course: Course, player: PlayerState, error: ConductorError): void {
  if (course.trial) losePlayer(course, player, error);
  else leaveWithResults(course, player, error.message);
}

type CallEvent = Extract<PlayerEvent, { readonly call: number }>;

function noteCallEvent(course: Course, player: PlayerState, event: CallEvent): void {
  switch (event.kind) {
    case 'player-reached':
      if (isOurs(player)) askToContinue(course, player);
      else if (isLost(player)) noteLook(course, player, event.reset);
      else noteReached(course, player, event);
      return;
    case 'dial-failed':
      noteDialFailure(course, player, event.error);
      return;
    case 'player-said':
      noteReply(course, player, event.reply);
      return;
    case 'clock-read':
      noteClock(course, player, event.samples);
      tellReturned(course, player);
      return;
    case 'connection-lost':
      noteLostConnection(course, player, event.error);
      return;
    default:
      event satisfies never;
  }
}

function noteReached(course: Course, player: PlayerState, event: CallEvent & { kind: 'player-reached' }): void {
  player.presence = { kind: 'reached', atMs: course.nowMs };
  player.link = { kind: 'up' };
  player.talk = NOTHING_SAID;
  const { facts, identity } = event;
  if (player.facts === null) record(course, { kind: 'player-greeted', player: event.player, facts, identity });
  player.facts = facts;
  player.keepsRun = event.keepsRun;
  player.owedRun = event.owedRun;
  readClock(course, player, GREETING_EXCHANGES);
}

/**
 * The end of a connection to a player that is ours is a cut; before that, there is nothing that could go on, and neither is there
 * when one side trusts the other no more.
 */
function noteLostConnection(course: Course, player: PlayerState, error: ConductorError): void {
  if (isDropped(course, player, error)) dialAnew(course, player);
  else if (!isOurs(player) || isFinal(error)) losePlayer(course, player, error);
  else if (player.link.kind === 'cut') noteFailedAttempt(course, player);
  else cutLink(course, player, error.message);
}

/** Nothing was begun with a player that is not ours yet: that its connection broke is no loss, unless it does so time after time. */
function isDropped({ isClaiming }: Course, { presence, drops }: PlayerState, error: ConductorError): boolean {
  return isClaiming && presence.kind === 'reached' && drops < MOST_DROPS && !isFinal(error);
}

function dialAnew(course: Course, player: PlayerState): void {
  player.drops += 1;
  player.presence = { kind: 'awaited', redialAtMs: course.nowMs, error: null };
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
}

/** Nobody there yet is worth another attempt; anything else is final. */
function noteDialFailure(course: Course, player: PlayerState, error: ConductorError): void {
  if (isOurs(player)) {
    if (isFinal(error)) losePlayer(course, player, error);
    else noteFailedAttempt(course, player);
    return;
  }
  if (isLost(player)) noteVainLook(course, player);
  if (player.presence.kind !== 'awaited') return;
  if (error.code !== 'unreachable') {
    player.presence = { kind: 'refused', error };
    return;
  }
  if (player.presence.error === null) {
    record(course, { kind: 'player-awaited', player: player.plan.name, reason: error.message });
  }
  player.presence = { kind: 'awaited', redialAtMs: course.nowMs + REDIAL_MS, error };
}
