import { allTrials, type RunEvent, type StartedTest } from '@conductor/types';
import { LineWriter } from './line-writer.ts';
import { StepNames } from './step-names.ts';
import { tellEvent } from './tell-event.ts';
import type { Telling } from './telling.ts';

/** How progress is told. */
export interface ProgressOptions {
  /** Tells the beginning of each step, each skipped step and what each player says besides; default false. */
  readonly verbose?: boolean;
  /** Default false. */
  readonly colour?: boolean;
}

/**
 * Tells a run while it happens: a function that gets every event in order and returns the lines that it is worth, often none. What
 * comes from players is shown, never obeyed by the terminal.
 */
export function progressLines(
  test: StartedTest,
  options: ProgressOptions = {},
): (event: RunEvent) => readonly string[] {
  const names = new StepNames(test);
  const telling: Telling = {
    trials: test.untilPrecise === undefined ? String(allTrials(test)) : `at most ${allTrials(test)}`,
    isCounted: test.settings.collector === 'external',
    verbose: options.verbose ?? false,
    writer: new LineWriter(test, names, options.colour ?? false),
    names,
    failed: new Set(),
    said: new Map(),
    reasons: new Set(),
    counts: new Map(),
    metrics: new Map(test.metrics.map((metric) => [metric.name, metric])),
  };
  return (event) => tellEvent(telling, event);
}
