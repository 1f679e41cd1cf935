import { TOLD, type Traced } from '@conductor/lab';

/*
 * What must hold of what steps told, whatever happened to those who report. A fault is a sentence about one player.
 */

/** What one Reset tells, in order; one that is broken off tells a beginning of it. */
const WHOLE_RESET: readonly string[] = [TOLD.resetBegan, TOLD.resetHalfway, TOLD.resetEnded];

/** In every trial in which it began Startup, a player has reset, and never twice at the same time. */
export function resetFaults(player: string, trace: readonly Traced[]): string[] {
  const trials = Map.groupBy(trace, ({ runId, trial }) => `trial ${trial} of ${runId}`);
  return [...trials].flatMap(([name, told]) => {
    const words = told.filter(({ phase }) => phase === 'reset').map(({ word }) => word);
    const paid = words.includes(TOLD.resetEnded) ? [] : [`player ${player} began Startup and did not reset in ${name}`];
    return isOneAfterAnother(words)
      ? paid
      : [...paid, `player ${player} ran two Resets at the same time in ${name}: ${words.join(' ')}`];
  });
}

/** Whether Resets followed each other: what is told from one beginning to the next is a beginning of a whole Reset. */
function isOneAfterAnother(words: readonly string[]): boolean {
  return words.every((word, at) => {
    const place = WHOLE_RESET.indexOf(word);
    return place === 0 || words[at - 1] === WHOLE_RESET[place - 1];
  });
}

/** No step of Startup, Run or Collect began twice. */
export function repeatFaults(player: string, trace: readonly Traced[]): string[] {
  const deeds = trace
    .filter(({ phase }) => phase !== 'reset')
    .map(({ runId, trial, phase, step, word }) => `${phase} ${step} of trial ${trial} of ${runId} (${word})`);
  const repeated = deeds.filter((deed, at) => deeds.indexOf(deed) !== at);
  return repeated.map((deed) => `player ${player} performed ${deed} twice`);
}

/** Several faults as one sentence; `null` when there is none. */
export function failureOf(faults: readonly string[]): string | null {
  return faults.length === 0 ? null : faults.join('; ');
}
