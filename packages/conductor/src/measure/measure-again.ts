import path from 'node:path';
import { Measurer, settleChecks } from '@conductor/report';
import { emptyRun, foldRun, readEvents, runResult } from '@conductor/results';
import { measuredIn, type RunEvent, type RunEventBody, type RunResult, type StartedTest } from '@conductor/types';

/**
 * What a run came to, measured anew from what is on disk: as if `change` had been made to its test before it was run. Nothing is
 * written.
 */
export async function measureAgain(
  directory: string,
  change: (test: StartedTest) => Promise<StartedTest>,
  signal: AbortSignal = new AbortController().signal,
): Promise<RunResult> {
  const state = emptyRun();
  for await (const event of readEvents(path.join(directory, 'events.ndjson'))) {
    if (MEASURED.includes(event.kind)) continue;
    foldRun(state, event.kind === 'run-started' ? { ...event, test: await change(event.test) } : event);
  }
  const before = runResult(state);
  const test = state.started?.test ?? { metrics: [], checks: [] };
  const fold = (body: RunEventBody) => foldRun(state, { time: before.startTime, ...body });
  await using measurer = new Measurer(directory);
  for (const result of before.trials) {
    const { caseName, trial } = result;
    const { metrics } = measuredIn(test, caseName);
    if (metrics.length === 0) continue;
    const readings = await measurer.measure(result, metrics, signal);
    fold({ kind: 'trial-measured', trial: { caseName, trial }, readings });
  }
  fold({ kind: 'checks-settled', checks: settleChecks(test, runResult(state).metrics) });
  return runResult(state);
}

/** What was measured then. */
const MEASURED: readonly RunEvent['kind'][] = ['trial-measured', 'checks-settled'];
