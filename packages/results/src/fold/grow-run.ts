import type { Channel, Phase, StepId, TrialRef } from '@conductor/types';
import {
  type OutputState,
  type PhaseTimes,
  type PlayerState,
  planOf,
  type RunState,
  type StepState,
  stepKey,
  type TrialState,
  trialKey,
} from './run-state.ts';

/** Sentences kept of each kind; a player that remarks without end fills nobody's memory. */
const KEPT_SENTENCES = 1000;
/** Characters of a sentence; the rest is in the events. */
export const SENTENCE_LENGTH = 4000;
/** Characters of all remarks of a player in a trial: many steps, with a few long remarks each, fill it no more than one. */
const REMARK_ROOM = 256 * 1024;
/** What an entry takes in memory besides its text, about; and a character of its text, which is kept in more than one form. */
const ENTRY_BYTES = 512;
const CHARACTER_BYTES = 4;
const MORE = 'more were said; events.ndjson has them all';

/** The place of a trial in the state, made when it is new. */
export function trialOf(state: RunState, trial: TrialRef, time: string): TrialState {
  return place(state.trials, trialKey(trial), () => ({
    trial,
    startTime: time,
    endTime: null,
    steps: null,
    phases: new Map(),
    players: new Map(),
    readings: [],
  }));
}

/** The place of a phase in a trial, made when it is new. */
export function phaseOf(trial: TrialState, phase: Phase): PhaseTimes {
  return place(trial.phases, phase, () => ({ startTime: null, endTime: null, start: null }));
}

/** The place of a player in a trial; `undefined` for a player that the test does not know. */
export function playerOf(state: RunState, trial: TrialState, player: string): PlayerState | undefined {
  if (planOf(state, player) === undefined) return undefined;
  return place(trial.players, player, () => ({
    journal: { offsets: new Map(), segment: 1, seq: 0 },
    lost: null,
    reset: null,
    state: null,
    finished: new Map(),
    counts: null,
    starts: new Map(),
    returns: [],
    notStarted: null,
    touched: new Set(),
    steps: new Map(),
    lastAttempts: null,
    remarkRoom: REMARK_ROOM,
    keptBytes: 0,
  }));
}

/** The place of one attempt of a step, made when it is new. */
export function stepOf(player: PlayerState, id: StepId): StepState {
  player.touched.add(id.phase);
  const key = stepKey(id);
  const known = player.steps.get(key);
  if (known !== undefined) return known;
  noteAttempt(player, id);
  if (id.attempt > 1) noteKept(player, '');
  const step: StepState = {
    id,
    began: false,
    startTime: null,
    startNs: null,
    outcome: null,
    durationMs: null,
    outputs: { out: null, err: null },
    files: null,
    awaitedFiles: null,
    refusedFiles: null,
    remarks: null,
  };
  player.steps.set(key, step);
  return step;
}

function noteAttempt(player: PlayerState, { phase, index, attempt }: StepId): void {
  if (attempt === 1) return;
  const first = stepKey({ phase, index, attempt: 1 });
  player.lastAttempts ??= new Map();
  if (attempt > (player.lastAttempts.get(first) ?? 1)) player.lastAttempts.set(first, attempt);
}

/** The place of an output of a step, moved on to `generation` when that is newer. */
export function outputOf(player: PlayerState, id: StepId, channel: Channel, generation: number): OutputState {
  const step = stepOf(player, id);
  const output: OutputState = step.outputs[channel] ?? {
    generation,
    path: null,
    bytes: 0,
    sha256: null,
    closedBytes: null,
    rewound: null,
  };
  step.outputs[channel] = output;
  if (generation > output.generation) {
    const { sha256, path, bytes } = output;
    if (sha256 !== null) keepRewound(player, output, output.generation, { path, bytes });
    Object.assign(output, { generation, path: null, bytes: 0, sha256: null, closedBytes: null });
  }
  return output;
}

/** What was collected of a generation before the command truncated it. */
export function keepRewound(
  player: PlayerState,
  output: OutputState,
  generation: number,
  kept: { readonly path: string | null; readonly bytes: number },
): void {
  output.rewound ??= new Map();
  if (!output.rewound.has(generation)) noteKept(player, kept.path ?? '');
  output.rewound.set(generation, kept);
}

/** One entry more is kept of what a player said, with a text. */
export function noteKept(player: PlayerState, text: string): void {
  player.keptBytes += ENTRY_BYTES + CHARACTER_BYTES * text.length;
}

/** Adds a remark about a step, as long as there is room. */
export function addRemark(player: PlayerState, step: StepState, sentence: string): void {
  step.remarks ??= [];
  if (sentence.length > player.remarkRoom) {
    if (step.remarks.at(-1) !== MORE) step.remarks.push(MORE);
    return;
  }
  player.remarkRoom -= Math.min(sentence.length, SENTENCE_LENGTH);
  addSentence(step.remarks, sentence);
}

/** Adds a sentence to a list that has an end. */
export function addSentence(sentences: string[], sentence: string): void {
  if (sentences.length > KEPT_SENTENCES) return;
  sentences.push(sentences.length === KEPT_SENTENCES ? MORE : sentence.slice(0, SENTENCE_LENGTH));
}

function place<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
