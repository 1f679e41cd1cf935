import { TOLD, type Traced } from '@conductor/lab';

/*
 * What must hold of what steps told, whatever happened to those who report. A fault is a sentence about one player.
 */

/** A player that began Startup has reset, and never twice at the same time. */
export function resetFaults(player: string, trace: readonly Traced[]): string[] {
  const words = trace.filter(({ phase }) => phase === 'reset').map(({ word }) => word);
  const began = trace.length > 0;
  const ended = words.includes(TOLD.resetEnded);
  const faults = began && !ended ? [`player ${player} began Startup and did not reset`] : [];
  // A Reset that is broken off and begun again tells two beginnings; two ends in a row are two at the same time.
  const doubled = words.some((word, at) => word === TOLD.resetEnded && words[at - 1] === TOLD.resetEnded);
  return doubled ? [...faults, `player ${player} ran two Resets at the same time: ${words.join(' ')}`] : faults;
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
