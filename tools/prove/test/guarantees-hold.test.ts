import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { Guarantee } from '../src/guarantee.ts';
import { GUARANTEES } from '../src/guarantees.ts';
import { makeTrial } from '../src/make-trial.ts';
import { type PlannedTrial, trialsOf } from '../src/plan-trials.ts';

/** The same trials at every change: what fails here has been broken by it. Chance is for `pnpm prove`. */
const SEED = 1;
const LIMIT_MS = 120_000;

const ALONE = GUARANTEES.filter(({ isAlone }) => isAlone);
const TOGETHER = GUARANTEES.filter(({ isAlone }) => !isAlone);

describe.concurrent(`a few trials of each guarantee, on ${availableParallelism()} processors`, () => {
  test.for(TOGETHER.flatMap(namedTrials))('%s', { timeout: LIMIT_MS }, async ([, trial], { skip, signal }) => {
    expect(await failureOf(trial, skip, signal)).toBeNull();
  });
});

describe('a few trials of what has to be alone', () => {
  test.for(ALONE.flatMap(namedTrials))('%s', { timeout: LIMIT_MS }, async ([, trial], { skip, signal }) => {
    expect(await failureOf(trial, skip, signal)).toBeNull();
  });
});

function namedTrials(guarantee: Guarantee) {
  return trialsOf(guarantee, guarantee.gateN, SEED).map((trial) => {
    return [`${guarantee.number} ${guarantee.title}: trial ${trial.trialIndex} (seed ${trial.seed})`, trial] as const;
  });
}

async function failureOf(trial: PlannedTrial, skip: (reason: string) => void, signal: AbortSignal) {
  const reason = trial.guarantee.whyNot();
  if (reason !== null) skip(reason);
  return (await makeTrial(trial, signal)).failure;
}
