import type { ConductorError } from '@conductor/types';
import { type Course, dial, isOurs, record, sendNow } from './course.ts';
import { FIRST_ATTEMPT_MS, LONGEST_ATTEMPT_MS, LONGEST_REDIAL_MS, REDIAL_MS } from './course-plan.ts';
import { MOST_AT_ONCE } from './dialling.ts';
import { loseSilentPlayer } from './lose-player.ts';
import type { Link, PlayerState } from './player-state.ts';

type CutLink = Link & { readonly kind: 'cut' };

/** The connection to a player that is ours is gone: the player works on, and we dial it again until the lease is over. */
export function cutLink(course: Course, player: PlayerState, cause: string): void {
  if (!isOurs(player) || player.link.kind !== 'up') return;
  player.link = { kind: 'cut', sinceMs: course.nowMs, cause, dueAtMs: course.nowMs, isDialling: false, attempts: 0 };
  course.cut.add(player);
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
  // That it vanishes while its host is rebooted was told.
  if (!mayBeAway(player)) record(course, { kind: 'player-cut', player: player.plan.name, cause });
}

/** A player that is connected answers no heartbeat: its connection is made anew, unless its lease is over. */
export function cutSilentLink(course: Course, player: PlayerState, cause: string): void {
  if (course.nowMs < leaseEndMs(course, player)) cutLink(course, player, cause);
  else loseSilentPlayer(course, player, lapseSentence(course, player, cause));
}

/**
 * Gives up whose lease is over, and dials those again whose time has come: so many at once as at the beginning. When a thousand connections
 * are cut together, all of them dialled at once would all be late, time after time.
 */
export function mendLinks(course: Course): void {
  for (const { player, link } of cutLinks(course)) {
    if (course.nowMs >= lapseAtMs(course, player, link))
      loseSilentPlayer(course, player, lapseSentence(course, player, link.cause));
    else if (link.isDialling && course.nowMs >= link.dueAtMs) giveUpAttempt(course, player, link);
  }
  const waiting = cutLinks(course).filter(({ link }) => !link.isDialling && course.nowMs >= link.dueAtMs);
  const inOrder = waiting.sort((one, other) => one.link.dueAtMs - other.link.dueAtMs);
  for (const { player, link } of inOrder.slice(0, roomToDial(course))) tryAgain(course, player, link);
}

/** When a link wants to be looked at again; endless when none does. Who waits for room is looked at when that is there. */
export function nextLinkMs(course: Course): number {
  const hasRoom = roomToDial(course) > 0;
  const instants = cutLinks(course).map(({ player, link }) =>
    Math.min(hasRoom || link.isDialling ? link.dueAtMs : Number.POSITIVE_INFINITY, lapseAtMs(course, player, link)),
  );
  return Math.min(...instants);
}

/** The links that are cut now; who is connected again, or gone, is looked for no more. */
function cutLinks(course: Course): { readonly player: PlayerState; readonly link: CutLink }[] {
  const found: { player: PlayerState; link: CutLink }[] = [];
  for (const player of course.cut) {
    const { link } = player;
    if (link.kind === 'cut' && isOurs(player)) found.push({ player, link });
    else course.cut.delete(player);
  }
  return found;
}

function roomToDial(course: Course): number {
  return Math.max(0, MOST_AT_ONCE - cutLinks(course).filter(({ link }) => link.isDialling).length);
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
  course.quietUntilMs = course.nowMs;
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

/** It has had its time: the next one that waits has its place. */
function giveUpAttempt(course: Course, player: PlayerState, link: CutLink): void {
  player.link = { ...link, isDialling: false };
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
}

function tryAgain(course: Course, player: PlayerState, link: CutLink): void {
  // Of the connection before, something may still stand.
  course.effects.push({ kind: 'hang-up', player: player.plan.name });
  // Where others wait for their turn, nobody has it for long.
  const areOthersWaiting = course.cut.size > MOST_AT_ONCE;
  const longestMs = areOthersWaiting
    ? LONGEST_ATTEMPT_MS
    : Math.max(LONGEST_ATTEMPT_MS, course.plan.timing.heartbeatMs);
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
