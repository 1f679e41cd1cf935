import { endingMs } from '@conductor/types';
import { looksMs, stepsMs } from '../course/bounds.ts';
import { collect } from '../course/collection.ts';
import { type Course, record, send } from '../course/course.ts';
import { dialAll, noAnswer } from '../course/dialling.ts';
import { loseSilentPlayer } from '../course/lose-player.ts';
import { formatPlayer, type PlayerState } from '../course/player-state.ts';
import { type Plot, until } from '../course/plot.ts';
import type { TakenRun } from './taken-run.ts';

/** A player that is still busy is named when it has not answered for so long, in milliseconds. */
const SILENT_MS = 3_000;

/**
 * Takes every player that can be had from whoever held it. Who is not there, or belongs to another run, is named and left out:
 * what is owed on the others is not to wait for it.
 */
export function* takeAll(course: Course, { history, deed }: TakenRun): Plot {
  yield* reachWhoIsThere(course);
  const { testName } = course.plan;
  const claim = { kind: 'take-over-run' } as const;
  const reached = course.players.filter(isReached);
  for (const player of reached) {
    send(course, player, { kind: 'claim-player', playerName: player.plan.name, testName, claim });
  }
  yield* hearClaims(course, history, reached);
  for (const { plan, presence } of course.players) {
    if (presence.kind !== 'refused') continue;
    const text = `${presence.error.message}; it was left out of conduct ${deed} ${history.runId}`;
    record(course, { kind: 'problem', text, player: plan.name });
  }
}

/** Reaches whom it can. */
function* reachWhoIsThere(course: Course): Plot {
  const { waitPlayersMs } = course.plan.timing;
  yield* dialAll(course, () => isCalledOff(course) || !course.players.some(isAwaited));
  for (const player of course.players.filter(isAwaited)) {
    const error = noAnswer(player, waitPlayersMs);
    player.presence = { kind: 'lost', error };
    const { name } = player.plan;
    record(course, { kind: 'player-lost', player: name, trial: null, phase: null, cause: error.message });
  }
}

/**
 * A player answers between two phases: a Collect or Reset that runs takes its time, and what was stopped takes its own. Who has
 * not answered is given up: it must not join in later, in the midst of what the others do.
 */
function* hearClaims(course: Course, history: TakenRun['history'], players: readonly PlayerState[]): Plot {
  const areHeard = () => !players.some(isReached) || isCalledOff(course);
  if (!(yield* until(course, areHeard, SILENT_MS))) {
    for (const { plan } of players.filter(isReached)) {
      record(course, { kind: 'player-awaited', player: plan.name, reason: 'the end of what it is doing' });
    }
    followEarly(course, history, players.filter(isReached));
    yield* until(course, areHeard, answerMs(course));
  }
  for (const player of players.filter(isReached)) {
    loseSilentPlayer(course, player, `${formatPlayer(player.plan)} did not come to a pause while it was waited for`);
  }
}

/** What a player is doing may be a fetch, which is over when its files are here: they are pulled while its answer is waited for. */
function followEarly(course: Course, { trials }: TakenRun['history'], players: readonly PlayerState[]): void {
  const last = trials.at(-1);
  if (!last || last.isOver || course.plan.settings.collector === 'external') return;
  for (const player of players) if (player.keepsRun) collect(course, last.trial, player);
}

function answerMs({ plan }: Course): number | null {
  const { players, settings, timing } = plan;
  const collectMs = stepsMs(players, 'collect', settings);
  const resetMs = stepsMs(players, 'reset', settings);
  if (collectMs === null || resetMs === null) return null;
  return 2 * endingMs(settings) + collectMs + resetMs + looksMs(settings) + timing.barrierMs;
}

/** A first Ctrl-C asks for what is being done anyhow; a second does not wait for who has not answered. */
function isCalledOff({ interruptions, broken }: Course): boolean {
  return interruptions.length > 1 || broken !== null;
}

function isReached({ presence }: PlayerState): boolean {
  return presence.kind === 'reached';
}

function isAwaited({ presence }: PlayerState): boolean {
  return presence.kind === 'awaited';
}
