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
  if (known !== undefined && append(state.problems, known, player, trial)) return;
  const at = state.problems.length;
  const first = `trial ${trial}: ${text}`;
  addSentence(state.problems, first);
  if (state.problems[at] === first) state.notStarted.set(key, { at, first, others: new Map() });
}

/** Who stops because another could not start says so with the words of the other at the end. */
function likeness(text: string, phase: Phase): string {
  const words = `could not start ${phase}`;
  return text.slice(Math.max(0, text.lastIndexOf(words))).replaceAll(/\d+(?:\.\d+)?/g, '#');
}

/** Whether there was room for one more. */
function append(problems: string[], { at, first, others }: NotStarted, player: string, trial: number): boolean {
  const names = others.get(trial) ?? [];
  const all = new Map(others).set(trial, [...names, player]);
  const told = Array.from(all, ([number, players]) => `trial ${number}: ${players.join(', ')}`);
  const sentence = `${first}; likewise ${told.join('; ')}`;
  if (sentence.length > SENTENCE_LENGTH) return false;
  others.set(trial, [...names, player]);
  problems[at] = sentence;
  return true;
}
