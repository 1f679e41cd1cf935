import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '@conductor/types';
import { expect, test } from 'vitest';
import { openGround } from '../src/ground/ground.ts';
import { startLightFleet } from '../src/ground/light-fleet.ts';
import { resultsOf, runTest } from '../src/ground/run-test.ts';
import { inEachPhase, writeTest } from '../src/ground/test-files.ts';

const COUNT = 50;
const TRIALS = 2;
/** Six hundred processes are started, on a machine that may have much else to do. */
const LIMIT = { timeout: 300_000 };

test('fifty light players in one process go through two trials, and every step of them passes', LIMIT, async () => {
  const amount = { rounds: 1, isQuick: true, trials: 1, minutes: 1 };
  await using ground = await openGround(amount, new AbortController().signal);
  await using fleet = await startLightFleet(ground, COUNT);
  const phases = inEachPhase('step1: true');
  const cfg = writeTest(ground.newFolder('light'), { players: fleet.players, phases, settings: [`trials: ${TRIALS}`] });
  await runTest(ground, cfg);
  const result: RunResult = JSON.parse(readFileSync(join(resultsOf(cfg), 'latest/run.json'), 'utf8'));
  expect({ verdict: result.verdict, problems: result.problems }).toEqual({ verdict: 'passed', problems: [] });
  const steps = result.trials.flatMap((trial) =>
    trial.phases.flatMap(({ players }) => players.flatMap((one) => one.steps)),
  );
  expect(steps.filter(({ verdict }) => verdict === 'passed')).toHaveLength(4 * COUNT * TRIALS);
});
