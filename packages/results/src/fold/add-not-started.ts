import type { Phase, TrialRef } from '@conductor/types';
import { addSentence, SENTENCE_LENGTH } from './grow-run.ts';
import type { NotStarted, RunState } from './run-state.ts';

/** A phase that a player could not start, in its own words. */
interface Refusal {
  readonly player: string;
  readonly text: string;
  readonly trial: TrialRef;
  readonly phase: Phase;
}

/** Adds why a phase was not started: players and trials that differ in nothing but numbers share a sentence, as long as it has room. */
export function addNotStarted(state: RunState, { player, text, trial: { trial }, phase }: Refusal): void {
  const key = likeness(text, phase);
  const known = state.notStarted.get(key);
  if (known !== undefined && nameOneMore(state.problems, known, player, trial)) return;
  const at = state.problems.length;
  const first = `trial ${trial}: ${text}`;
  addSentence(state.problems, first);
  // Where it was cut, or said no more, nobody else can be named behind it.
  if (state.problems[at] === first) state.notStarted.set(key, { at, lastTrial: null });
}

/** Who stops because another could not start says so with the words of the other at the end. */
function likeness(text: string, phase: Phase): string {
  const words = `could not start ${phase}`;
  return text.slice(Math.max(0, text.lastIndexOf(words))).replaceAll(/\d+(?:\.\d+)?/g, '#');
}

/** Names a player more at the end of a sentence: trials come one after the other. Whether there was room for it. */
function nameOneMore(problems: string[], known: NotStarted, player: string, trial: number): boolean {
  const { at, lastTrial } = known;
  const ofTrial = `${lastTrial === null ? 'likewise ' : ''}trial ${trial}: `;
  const sentence = `${problems[at]}${lastTrial === trial ? ', ' : `; ${ofTrial}`}${player}`;
  if (sentence.length > SENTENCE_LENGTH) return false;
  problems[at] = sentence;
  known.lastTrial = trial;
  return true;
}
