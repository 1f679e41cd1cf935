import type { ConductorError } from '@conductor/types';
import { type Course, record } from './course.ts';
import type { CourseEvent } from './course-event.ts';
import { REDIAL_MS } from './course-plan.ts';
import { leaveWithResults } from './leave-with-results.ts';
import { losePlayer } from './lose-player.ts';
import { noteBreakage } from './note-breakage.ts';
import { noteJournal } from './note-journal.ts';
import { noteReply } from './note-reply.ts';
import type { PlayerState } from './player-state.ts';

/** Takes an event into what the conductor knows. What is to be done about it is decided by the plot and the reflexes. */
export function noteEvent(course: Course, event: CourseEvent): void {
  if ('player' in event) {
    const player = course.players.find(({ plan }) => plan.name === event.player);
    if (player) notePlayerEvent(course, player, event);
    return;
  }
  switch (event.kind) {
    case 'tick':
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
      player.presence = { kind: 'reached' };
      if (!player.isGreeted) record(course, { kind: 'player-greeted', player: event.player, facts: event.facts });
      player.isGreeted = true;
      player.keepsRun = event.keepsRun;
      return;
    case 'dial-failed':
      noteDialFailure(course, player, event.error);
      return;
    case 'player-said':
      noteReply(course, player, event.reply);
      return;
    case 'connection-lost':
      losePlayer(course, player, event.error);
      return;
    case 'journal-pulled':
      noteJournal(player, event.record);
      return;
    case 'collection-began':
      player.collection = { ...player.collection, state: 'following', progressAtMs: course.nowMs };
      player.heard.add('collection-began');
      return;
    case 'collection-ended':
      player.collection = { ...player.collection, state: 'over' };
      player.heard.add('collection-ended');
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

/** Nobody there yet is worth another attempt; anything else is final. */
function noteDialFailure(course: Course, player: PlayerState, error: ConductorError): void {
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
