import { DEFAULT_SETTINGS, PHASES, RESULTS_SCHEMA, type RunResult } from '@conductor/types';
import { RUN_ID } from './facts.ts';

/** A test of one trial without players. */
export const EMPTY_TEST = {
  name: 'test',
  file: 'test.cfg',
  trials: 1,
  settings: DEFAULT_SETTINGS,
  players: [],
  metrics: [],
  checks: [],
};

/** What a run comes to in which nothing happened yet. */
export const EMPTY_RESULT: RunResult = {
  schema: RESULTS_SCHEMA,
  runId: RUN_ID,
  test: EMPTY_TEST,
  phases: PHASES,
  version: '0.0.0',
  conductor: 'ann@lab',
  insecure: false,
  collector: 'own',
  writtenBy: 'conduct',
  startTime: '',
  endTime: null,
  exitCode: null,
  verdict: 'passed',
  players: [],
  trials: [],
  problems: [],
  metrics: [],
  checks: [],
};
