import { ConductorError } from '@conductor/types';
import { type Course, isHeld, record, send } from './course/course.ts';
import { dialAll, noAnswer } from './course/dialling.ts';
import { loseSilentPlayer } from './course/lose-player.ts';
import { objectionTo } from './course/objection-to.ts';
import { formatAddress, formatPlayer, goneError, type PlayerState } from './course/player-state.ts';
import { type Plot, untilStill } from './course/plot.ts';
import { beginPatience, waitFree } from './wait-free.ts';

/**
 * Reaches all players, waiting for those that do not listen yet or are held by another run, and claims them when all are
 * reached. Returns why nothing may be started: somebody is not there, is not free, or is not who it must be; else `null`.
 */
export function* claimAll(course: Course): Plot<ConductorError | null> {
  const patience = beginPatience(course);
  course.isClaiming = true;
  do {
    yield* reachAll(course);
    if (!isCalledOff(course) && course.players.every(isThere)) yield* claimReached(course);
  } while (!isCalledOff(course) && (course.players.some(isToBeRedialled) || (yield* waitFree(course, patience))));
  course.isClaiming = false;
  return isCalledOff(course) || course.players.every(isHeld) ? null : whyNot(course);
}

/** Reaches all, or finds out that it cannot be. */
function reachAll(course: Course): Plot {
  return dialAll(course, () => isCalledOff(course) || course.players.every(isThere) || course.players.some(isGone));
}

/**
 * All or none: nothing is loaded anywhere before every player is ours. Those that may be waited for are claimed one after
 * another, in an order that is the same for everybody: of two runs that want the same players, the one that gets the
 * first gets all.
 */
function* claimReached(course: Course): Plot {
  if (course.plan.timing.waitFreeMs === 0) return yield* claimEach(course, course.players.filter(isReached));
  for (const player of inOrderOfAddress(course.players.filter(isReached))) {
    yield* claimEach(course, [player]);
    if (!isHeld(player)) return;
  }
}

function* claimEach(course: Course, players: readonly PlayerState[]): Plot {
  const { timing, testName } = course.plan;
  const { barrierMs } = timing;
  const claim = { kind: 'new-run' } as const;
  for (const player of players) {
    if (refuseOwing(course, player) || refuseStrange(player)) continue;
    send(course, player, { kind: 'claim-player', playerName: player.plan.name, testName, claim });
  }
  yield* untilStill(
    course,
    () => !players.some(isReached),
    () => lastClaimedMs(players),
    barrierMs,
  );
  for (const player of players.filter(isReached)) {
    loseSilentPlayer(course, player, `${formatPlayer(player.plan)} did not answer in ${barrierMs / 1000} s`);
  }
}

function lastClaimedMs(players: readonly PlayerState[]): number {
  return Math.max(0, ...players.filter(isHeld).map(({ heartbeat }) => heartbeat.contactSinceMs));
}

/** On a host that was not reset nothing is measured. Whoever runs Reset alone may be there to pay. */
function refuseOwing({ plan }: Course, player: PlayerState): boolean {
  const { owedRun } = player;
  if (owedRun === null || plan.phases.every((phase) => phase === 'reset')) return false;
  const message =
    `${formatPlayer(player.plan)} owes the Reset of run ${owedRun} and could not pay it: its host may not be as it was; ` +
    `run the steps of that Reset (conduct reset ${owedRun}), or put the host in order yourself, and then say so there: ` +
    `player spool --remove ${owedRun} --settled`;
  player.presence = { kind: 'refused', error: new ConductorError('fenced', message, { player: player.plan.name }) };
  return true;
}

/** Its host is of another system than its file asks for. */
function refuseStrange(player: PlayerState): boolean {
  const error = player.facts && objectionTo(player.plan, player.facts);
  if (error) player.presence = { kind: 'refused', error };
  return error !== null;
}

/** A line for each player in the way. Who will not serve us weighs more than who is not there yet. */
function whyNot(course: Course): ConductorError {
  const { players, plan } = course;
  const { waitPlayersMs } = plan.timing;
  const gone = players.map(goneError).filter((error) => error !== null);
  const absent = players.filter(isAwaited).map((player) => noAnswer(player, waitPlayersMs));
  const errors = gone.length > 0 ? gone.map(withWayOut) : absent;
  for (const { message } of errors) record(course, { kind: 'problem', text: message });
  const code = errors[0]?.code ?? 'unreachable';
  return new ConductorError(code, errors.map(({ message }) => message).join('\n'));
}

/** A held player is worth waiting for, which not everybody knows. */
function withWayOut(error: ConductorError): ConductorError {
  if (error.code !== 'busy') return error;
  return new ConductorError('busy', `${error.message}; --wait-free 30m waits for it`);
}

function inOrderOfAddress(players: readonly PlayerState[]): PlayerState[] {
  return players.toSorted((one, other) => (formatAddress(one.plan) < formatAddress(other.plan) ? -1 : 1));
}

function isReached({ presence }: PlayerState): boolean {
  return presence.kind === 'reached';
}

/** Reached, or ours since an earlier turn. */
function isThere(player: PlayerState): boolean {
  return isReached(player) || isHeld(player);
}

/** Its connection broke before it was ours, and it was not dialled again yet. */
function isToBeRedialled({ presence, drops }: PlayerState): boolean {
  return drops > 0 && presence.kind === 'awaited' && presence.redialAtMs !== null && presence.error === null;
}

function isAwaited({ presence }: PlayerState): boolean {
  return presence.kind === 'awaited';
}

function isGone(player: PlayerState): boolean {
  return goneError(player) !== null;
}

/** The user or our own machine put an end to it before anything was begun. */
function isCalledOff({ interruptions, broken }: Course): boolean {
  return interruptions.length > 0 || broken !== null;
}
