import type { TrialRef } from '@conductor/types';
import { type OutputState, playerIn, type RunState, type StepState } from './run-state.ts';

/** Whether all that a player had of a trial is here: its journal up to its last record, and every output and file that it names. */
export function isTrialHome(state: RunState, trial: TrialRef, player: string): boolean {
  const held = playerIn(state, trial, player);
  if (held?.reset?.from !== 'player') return false;
  return held.steps.values().every(isStepHome);
}

function isStepHome({ outputs, awaitedFiles }: StepState): boolean {
  return isOutputHome(outputs.out) && isOutputHome(outputs.err) && (awaitedFiles?.size ?? 0) === 0;
}

function isOutputHome(output: OutputState | null): boolean {
  return output === null || output.sha256 !== null || output.closedBytes === 0;
}
