import type { ConductorError } from '@conductor/types';
import { type Course, record } from './course.ts';
import type { CourseEvent } from './course-event.ts';
import { REDIAL_MS } from './course-plan.ts';
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

/** Results of a trial that is over may be lost; of the running one their loss is the player's. */
function noteFailedCollection(course: Course, player: PlayerState, error: ConductorError): void {
  if (course.trial) losePlayer(course, player, error);
  else record(course, { kind: 'problem', text: error.message, player: player.plan.name });
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
