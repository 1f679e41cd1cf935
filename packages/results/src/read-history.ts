import path from 'node:path';
import {
  PHASES,
  type Phase,
  type PlayerPlan,
  type ResetState,
  type StartedTest,
  type TrialRef,
} from '@conductor/types';
import { EVENTS_FILE } from './directory/run-paths.ts';
import { readEvents } from './events/read-events.ts';
import { isTrialHome } from './fold/is-trial-home.ts';
import { askedTrials, startOf } from './fold/run-result.ts';
import { emptyRun, planInTrial, type RunState, type TrialState } from './fold/run-state.ts';
import { foldRun } from './fold-run.ts';

/** What whoever goes on with a run must know of it. */
export interface RunHistory {
  readonly runId: string;
  /** The effective test, with so many trials as it was asked for; its steps are those of the trial that began last. */
  readonly test: StartedTest;
  /** The phases that the run was asked for. */
  readonly phases: readonly Phase[];
  /** The highest under which anybody conducted it. */
  readonly epoch: number;
  /** The trials that began, in order. */
  readonly trials: readonly TrialHistory[];
  /** `null` while it was not told to be over. */
  readonly exitCode: number | null;
}

/** One trial that began. */
export interface TrialHistory {
  readonly trial: TrialRef;
  readonly isOver: boolean;
  /** The players of the test with the steps of this trial. */
  readonly plans: readonly PlayerPlan[];
  /** The phases that players may have begun, in their order. */
  readonly begun: readonly Phase[];
  readonly players: ReadonlyMap<string, PlayerHistory>;
}

/** What is known of a player in a trial. */
export interface PlayerHistory {
  /** What became of its Reset; `null` when nobody said. */
  readonly reset: ResetState | null;
  /** All that it has of the trial is in the run directory. */
  readonly isHome: boolean;
}

/** Reads what a run directory tells so far, also while somebody writes it. A ConductorError of code `storage` when it is none. */
export async function readHistory(folder: string): Promise<RunHistory> {
  const state = emptyRun();
  for await (const event of readEvents(path.join(folder, EVENTS_FILE))) foldRun(state, event);
  return historyOf(state);
}

/** What the events so far tell to whoever goes on with the run. */
export function historyOf(state: RunState): RunHistory {
  const started = startOf(state);
  const { runId, test, phases } = started;
  const trials = Array.from(state.trials.values(), (trial) => trialHistory(state, trial, test.players));
  return {
    runId,
    test: { ...test, trials: askedTrials(state, test), players: trials.at(-1)?.plans ?? test.players },
    phases,
    epoch: state.epoch,
    exitCode: state.exitCode,
    trials,
  };
}

function trialHistory(state: RunState, known: TrialState, tested: readonly PlayerPlan[]): TrialHistory {
  const { trial, endTime, phases, players } = known;
  const plans = tested.map((plan) => planInTrial(plan, known));
  const isBegun = (phase: Phase) => phases.has(phase) || players.values().some(({ touched }) => touched.has(phase));
  const histories = state.plans.keys().map((name): [string, PlayerHistory] => {
    const reset = players.get(name)?.reset?.state ?? null;
    return [name, { reset, isHome: isTrialHome(state, trial, name) }];
  });
  return { trial, plans, isOver: endTime !== null, begun: PHASES.filter(isBegun), players: new Map(histories) };
}
