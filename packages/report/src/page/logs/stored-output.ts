import type { OutputResult, RunResult, Verdict } from '@conductor/types';
import { stepsIn, trialName } from '../../closing/walk-result.ts';

/** One output of a step that is not empty. */
export interface StoredOutput {
  /** Its place on the page, `log-1-run-2-3-out`: trial, phase, player and step by number, so that nothing in it is a name. */
  readonly id: string;
  readonly trial: string;
  /** `dut, run, step2`. */
  readonly place: string;
  readonly channel: 'out' | 'err';
  readonly verdict: Verdict;
  /** Below the run directory. */
  readonly path: string;
  readonly bytes: number;
  /** All of it is here. */
  readonly isWhole: boolean;
}

/** Every output of a run, in order. */
export function* storedOutputs({ trials }: RunResult): Generator<StoredOutput> {
  for (const [trialAt, trial] of trials.entries()) {
    for (const { phase, players } of trial.phases) {
      for (const [playerAt, part] of players.entries()) {
        for (const { label, step } of stepsIn(part, null)) {
          const place = `${part.player}, ${phase}, ${label}`;
          const id = stepPlace(trialAt, phase, playerAt, step.index);
          const common = { trial: trialName(trial), place, verdict: step.verdict };
          yield* outputOf(`${id}-out`, 'out', step.stdout, common);
          yield* outputOf(`${id}-err`, 'err', step.stderr, common);
        }
      }
    }
  }
}

/** What the place of an output begins with. */
export function stepPlace(trialAt: number, phase: string, playerAt: number, index: number): string {
  return `log-${trialAt + 1}-${phase}-${playerAt + 1}-${Number(index)}`;
}

function* outputOf(
  id: string,
  channel: StoredOutput['channel'],
  { path, bytes, sha256 }: OutputResult,
  common: Pick<StoredOutput, 'trial' | 'place' | 'verdict'>,
): Generator<StoredOutput> {
  if (path !== null && bytes > 0) yield { id, channel, path, bytes, isWhole: sha256 !== null, ...common };
}
