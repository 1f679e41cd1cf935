import type { ConductorError } from '@conductor/types';
import { type Course, dial, isOurs, record, sendNow } from './course.ts';
import { FIRST_ATTEMPT_MS, LONGEST_ATTEMPT_MS, LONGEST_REDIAL_MS, REDIAL_MS } from './course-plan.ts';
import { loseSilentPlayer } from './lose-player.ts';
import type { Link, PlayerState } from './player-state.ts';

type CutLink = Link & { readonly kind: 'cut' };

/** The connection to a player that is ours is gone: the player works on, and we dial it again until the lease is over. */
export function cutLink(course: Course, player: PlayerState, cause: string): void {
  if (!isOurs(player) || player.link.kind !== 'up') return;
  player.link = { kind: 'cut', sinceMs: course.nowMs, cause, dueAtMs: course.nowMs, isDialling: false, attempts: 0 };
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
  // That it vanishes while its host is rebooted was told.
  if (!mayBeAway(player)) record(course, { kind: 'player-cut', player: player.plan.name, cause });
}

/** A player that is connected answers no heartbeat: its connection is made anew, unless its lease is over. */
export function cutSilentLink(course: Course, player: PlayerState, cause: string): void {
  if (course.nowMs < leaseEndMs(course, player)) cutLink(course, player, cause);
  else loseSilentPlayer(course, player, lapseSentence(course, player, cause));
}

/** Gives up whose lease is over, and dials those again whose time has come. */
export function mendLinks(course: Course): void {
  for (const player of course.players) {
    const { link } = player;
    if (link.kind !== 'cut' || !isOurs(player)) continue;
    if (course.nowMs >= lapseAtMs(course, player, link))
      loseSilentPlayer(course, player, lapseSentence(course, player, link.cause));
    else if (course.nowMs >= link.dueAtMs) tryAgain(course, player, link);
  }
}

/** When a link wants to be looked at again; endless when none does. */
export function nextLinkMs(course: Course): number {
  const instants = course.players.map((player) => {
    const { link } = player;
    if (link.kind !== 'cut' || !isOurs(player)) return Number.POSITIVE_INFINITY;
    return Math.min(link.dueAtMs, lapseAtMs(course, player, link));
  });
  return Math.min(...instants);
}

/** An attempt came to nothing. */
export function noteFailedAttempt(course: Course, player: PlayerState): void {
  const { link } = player;
  if (link.kind !== 'cut' || !link.isDialling) return;
  const pauseMs = Math.min(REDIAL_MS * 2 ** (link.attempts - 1), LONGEST_REDIAL_MS);
  player.link = { ...link, isDialling: false, dueAtMs: course.nowMs + pauseMs };
}

/** A new connection stands: the player is asked to go on where the old one was cut. */
export function askToContinue(course: Course, player: PlayerState): void {
  const { heardCount } = player.talk;
  sendNow(course, player, {
    kind: 'claim-player',
    playerName: player.plan.name,
    testName: course.plan.testName,
    claim: { kind: 'continue-run', heardCount },
  });
}

/**
 * The player goes on: what it has not taken is said again. That it let us in again is no answer yet: it is asked at once, and
 * who lets us in time after time and answers nothing has no more than its lease.
 */
export function noteContinued(course: Course, player: PlayerState, link: CutLink, takenCount: number): void {
  player.link = { kind: 'up' };
  player.heartbeat = { ...player.heartbeat, unanswered: 0, contactSinceMs: course.nowMs, dueAtMs: course.nowMs };
  const cutMs = course.nowMs - link.sinceMs;
  if (!mayBeAway(player)) record(course, { kind: 'player-rejoined', player: player.plan.name, cutMs });
  noteTaken(player, takenCount);
  for (const command of player.talk.untaken) sendNow(course, player, command);
}

/** So many commands have come: they need not be kept any more. */
export function noteTaken(player: PlayerState, takenCount: number): void {
  const { talk } = player;
  const count = Math.max(0, takenCount - talk.takenCount);
  player.talk = { ...talk, takenCount: talk.takenCount + count, untaken: talk.untaken.slice(count) };
}

function tryAgain(course: Course, player: PlayerState, link: CutLink): void {
  // Of the attempt before, something may still stand.
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
  const longestMs = Math.max(LONGEST_ATTEMPT_MS, course.plan.timing.heartbeatMs);
  const limitMs = Math.min(FIRST_ATTEMPT_MS * 2 ** link.attempts, longestMs);
  player.link = { ...link, isDialling: true, dueAtMs: course.nowMs + limitMs, attempts: link.attempts + 1 };
  dial(course, player);
}

/** The end of its lease; and one attempt in any case, for a conductor that was itself stopped meanwhile. */
function lapseAtMs(course: Course, player: PlayerState, link: CutLink): number {
  return Math.max(leaseEndMs(course, player), link.sinceMs + FIRST_ATTEMPT_MS);
}

/**
 * A lease counts from the last answer: what a player says of its own accord does not tell that it hears us. One whose host is
 * being rebooted has as long as the step says.
 */
function leaseEndMs({ plan }: Course, { heartbeat, reboot }: PlayerState): number {
  const leaseMs = heartbeat.answeredAtMs + plan.settings.leaseMs;
  return reboot?.kind === 'permitted' ? Math.max(leaseMs, reboot.deadlineMs) : leaseMs;
}

function mayBeAway({ reboot }: PlayerState): boolean {
  return reboot?.kind === 'permitted';
}

function lapseSentence(course: Course, player: PlayerState, cause: string): string {
  const { heartbeat } = player;
  if (mayBeAway(player)) return `its host was rebooted, and it is not back in time: ${cause}`;
  const seconds = ((course.nowMs - heartbeat.answeredAtMs) / 1000).toFixed(1);
  const lease = `its lease of ${course.plan.settings.leaseMs / 1000} s is over`;
  return `${cause}; it has answered nothing for ${seconds} s, and ${lease}`;
}

/** What no further attempt would change: who answers is not who it was, or one side trusts the other no more. */
export function isFinal({ code }: ConductorError): boolean {
  return code === 'identity' || code === 'version';
}
