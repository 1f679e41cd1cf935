import type { RunEvent } from '@conductor/types';
import { addNotStarted } from './fold/add-not-started.ts';
import { foldJournal } from './fold/fold-journal.ts';
import { clockSentence, foldReturned, foldStarts } from './fold/fold-starts.ts';
import { addSentence, keepRewound, noteKept, outputOf, phaseOf, playerOf, stepOf, trialOf } from './fold/grow-run.ts';
import type { RunState } from './fold/run-state.ts';

/**
 * One event more. Deterministic, and total: an event that fits nothing changes nothing. The state is changed in place and
 * returned; only the caller that folds may hold it.
 */
export function foldRun(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case 'run-started':
      foldStart(state, event);
      break;
    // For people who watch the run only.
    case 'player-awaited':
      break;
    case 'player-greeted':
      state.facts.set(event.player, event.facts);
      state.identities.set(event.player, event.identity);
      break;
    case 'run-taken-over':
      state.epoch = Math.max(state.epoch, event.epoch);
      state.endTime = null;
      state.exitCode = null;
      addSentence(state.problems, `taken over by ${event.who}: conduct ${event.deed}`);
      break;
    case 'trial-started':
      foldTrial(state, event);
      break;
    case 'phase-started':
      phaseOf(trialOf(state, event.trial, event.time), event.phase).startTime ??= event.time;
      break;
    case 'players-started':
      foldStarts(state, event);
      break;
    case 'clock-stepped':
      addSentence(state.problems, clockSentence(event));
      break;
    case 'journal':
      foldJournal(state, event);
      break;
    case 'output-collected':
      foldOutput(state, event);
      break;
    case 'output-held':
      foldHeld(state, event);
      break;
    case 'file-fetched':
      foldFile(state, event);
      break;
    case 'phase-counted':
      foldCounts(state, event);
      break;
    case 'phase-ended':
      phaseOf(trialOf(state, event.trial, event.time), event.phase).endTime = event.time;
      break;
    case 'player-cut':
      state.cuts.set(event.player, event.cause);
      break;
    case 'player-rejoined':
      foldRejoined(state, event);
      break;
    // The step says how it ended.
    case 'player-rebooting':
      break;
    case 'player-returned':
      foldReturned(state, event);
      break;
    case 'player-lost':
      foldLost(state, event);
      break;
    case 'interrupted':
      state.interrupted = true;
      addSentence(state.problems, `interrupted by ${event.signal}${event.count > 1 ? ` (${event.count} times)` : ''}`);
      break;
    case 'problem':
      foldProblem(state, event);
      break;
    case 'reset-settled':
      foldReset(state, event);
      break;
    case 'precision-settled': {
      const { time: _time, kind: _kind, ...precision } = event;
      state.precision.set(precision.caseName ?? '', precision);
      break;
    }
    case 'trial-ended':
      trialOf(state, event.trial, event.time).endTime = event.time;
      break;
    case 'trial-measured':
      trialOf(state, event.trial, event.time).readings = event.readings;
      break;
    case 'checks-settled':
      state.checks = event.checks;
      break;
    case 'run-ended':
      state.endTime = event.time;
      state.exitCode = event.exitCode;
      break;
    default:
      event satisfies never;
  }
  return state;
}

type EventOf<K extends RunEvent['kind']> = Extract<RunEvent, { kind: K }>;

function foldTrial(state: RunState, { trial, time, steps = [] }: EventOf<'trial-started'>): void {
  const known = trialOf(state, trial, time);
  if (steps.length > 0) known.steps ??= new Map();
  for (const { player, ...own } of steps) known.steps?.set(player, own);
}

function foldStart(state: RunState, event: EventOf<'run-started'>): void {
  if (state.started !== null) return;
  state.started = event;
  for (const plan of event.test.players) state.plans.set(plan.name, plan);
}

/** Most outputs are empty: one string for all of them, in place of one that each event brought. */
const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function foldOutput(state: RunState, event: EventOf<'output-collected'>): void {
  const player = playerOf(state, trialOf(state, event.trial, event.time), event.player);
  if (player === undefined) return;
  const output = outputOf(player, event.step, event.channel, event.generation);
  const { path, bytes } = event;
  const sha256 = event.sha256 === SHA256_OF_NOTHING ? SHA256_OF_NOTHING : event.sha256;
  if (event.generation === output.generation) Object.assign(output, { path, bytes, sha256 });
  else keepRewound(player, output, event.generation, { path, bytes });
}

function foldHeld(state: RunState, event: EventOf<'output-held'>): void {
  const player = playerOf(state, trialOf(state, event.trial, event.time), event.player);
  if (player === undefined) return;
  const output = outputOf(player, event.step, event.channel, event.generation);
  if (event.generation !== output.generation || output.sha256 !== null) return;
  output.path = event.bytes === 0 ? null : event.path;
  output.bytes = event.bytes;
}

function foldFile(state: RunState, event: EventOf<'file-fetched'>): void {
  const player = playerOf(state, trialOf(state, event.trial, event.time), event.player);
  if (player === undefined) return;
  const step = stepOf(player, event.step);
  const { time: _time, kind: _kind, player: _player, trial: _trial, step: _step, file, ...result } = event;
  step.files ??= new Map();
  step.files.set(file, result);
  if (result.remark !== undefined) noteKept(player, result.remark);
  step.awaitedFiles?.delete(event.file);
}

function foldCounts(state: RunState, event: EventOf<'phase-counted'>): void {
  const player = playerOf(state, trialOf(state, event.trial, event.time), event.player);
  if (player === undefined) return;
  const { phase, steps, failed, unknown, leftovers } = event;
  player.touched.add(phase);
  player.counts ??= new Map();
  player.counts.set(phase, { steps, failed, unknown, leftovers });
}

/** A cut that was healed is one sentence; one that was not is the loss of the player, which tells itself. */
function foldRejoined(state: RunState, { player, cutMs }: EventOf<'player-rejoined'>): void {
  const cause = state.cuts.get(player) ?? 'nobody said why';
  const seconds = (cutMs / 1000).toFixed(1);
  addSentence(
    state.problems,
    `player "${player}": its connection was cut for ${seconds} s (${cause}); nothing was lost`,
  );
}

function foldLost(state: RunState, event: EventOf<'player-lost'>): void {
  if (!state.lost.has(event.player)) state.lost.set(event.player, event.cause);
  if (event.trial === null) return;
  const player = playerOf(state, trialOf(state, event.trial, event.time), event.player);
  if (player !== undefined) player.lost ??= { phase: event.phase, cause: event.cause };
}

/** What did not start has failed, also where there was nothing to do. */
function foldProblem(state: RunState, { player: name, text, during, notStarted, time }: EventOf<'problem'>): void {
  if (name === undefined || notStarted === undefined) {
    const when = during === undefined ? '' : `trial ${during.trial.trial}: `;
    addSentence(state.problems, `${when}${name === undefined ? '' : `player "${name}": `}${text}`);
    return;
  }
  addNotStarted(state, { player: name, text, ...notStarted });
  const player = playerOf(state, trialOf(state, notStarted.trial, time), name);
  if (player === undefined) return;
  player.notStarted ??= new Set();
  player.notStarted.add(notStarted.phase);
}

/** What the player itself wrote about its Reset is better than what the conductor heard. */
function foldReset(state: RunState, event: EventOf<'reset-settled'>): void {
  const player = playerOf(state, trialOf(state, event.trial, event.time), event.player);
  if (player === undefined) return;
  // What a player left to the user, or could not do, somebody may have done since.
  const isPaidLater = event.state === 'paid';
  if (player.reset?.from === 'player' && !(isPaidLater && player.reset.state !== 'paid')) return;
  player.reset = { state: event.state, from: 'conductor', time: null };
}
