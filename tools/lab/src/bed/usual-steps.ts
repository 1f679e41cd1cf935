import { join } from 'node:path';
import type { PlayerSteps } from './bed-files.ts';
import type { BedWords } from './bed-words.ts';

/** Longest that the Reset of `usualSteps` takes by its own limits, in milliseconds. */
export const USUAL_RESET_MS = 4_000;

/** What the steps of `usualSteps` tell into the trace. */
export const TOLD = {
  ready: 'ready',
  running: 'running',
  resetBegan: 'reset-began',
  resetHalfway: 'reset-halfway',
  resetEnded: 'reset-ended',
} as const;

/** The file in the folder of a bed that lets a Run end which waits for it. */
export function endOfRun(folder: string): string {
  return join(folder, 'run-may-end');
}

/**
 * Steps that leave something to reset in every phase: spawns of Startup and Run that never end by themselves, a Run of
 * `runSeconds`, or until `Bed.endRun`, and a Reset of two steps that tells its beginning, its middle
 * and its end.
 */
export function usualSteps({ folder, say, forEver }: BedWords, runSeconds: number | 'until-told'): PlayerSteps {
  const lasting =
    runSeconds === 'until-told' ? `until [ -e ${endOfRun(folder)} ]; do sleep 0.05; done` : `sleep ${runSeconds}`;
  return {
    startup: [`step1: ${say(TOLD.ready)}`, `spawn1: sleep ${forEver}`],
    run: [`spawn1: sleep ${forEver}`, `step1: ${say(TOLD.running)}; ${lasting}`],
    collect: [`step1: echo collected`],
    reset: [
      `timeout2: ${say(TOLD.resetBegan)}; sleep 0.1; ${say(TOLD.resetHalfway)}`,
      `timeout2: sleep 0.1; ${say(TOLD.resetEnded)}`,
    ],
  };
}
