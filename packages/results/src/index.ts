export type { Collection, DialResults, Quota } from './collect/collection.ts';
export { collectTrial, type TrialCollection } from './collect-trial.ts';
export { findRun, latestRun } from './directory/find-run.ts';
export type { ConfigSource } from './directory/test-copies.ts';
export { readEvents } from './events/read-events.ts';
export { runResult } from './fold/run-result.ts';
export { emptyRun, type RunState } from './fold/run-state.ts';
export { foldRun } from './fold-run.ts';
export { type NewRun, type Reopening, RunDirectory } from './run-directory.ts';
