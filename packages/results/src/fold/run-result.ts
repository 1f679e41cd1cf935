import {
  ConductorError,
  PHASES,
  type Phase,
  type PhaseResult,
  type PlayerPlan,
  type RunEvent,
  type RunResult,
  type Settings,
  type StartedTest,
  type TrialRef,
  type TrialResult,
  type Verdict,
  worstVerdict,
} from '@conductor/types';
import { countedResult } from './counted-result.ts';
import { metricResults } from './metric-results.ts';
import { playerPhaseResult } from './player-phase-result.ts';
import { planInTrial, type RunState, type TrialState, trialKey } from './run-state.ts';
import { stateResult } from './state-result.ts';

type RunStarted = Extract<RunEvent, { kind: 'run-started' }>;

/** What the events so far come to: the content of run.json. */
export function runResult(state: RunState): RunResult {
  const trials = Array.from(trialResults(state));
  const verdicts = trials.map(({ verdict }) => verdict);
  return { ...runHead(state), verdict: runVerdict(state, verdicts), trials };
}

/** All of a result but what depends on the trials. */
export function runHead(state: RunState): Omit<RunResult, 'trials' | 'verdict'> {
  const { time, schema, runId, test, phases, version, conductor, insecure, writtenBy } = startOf(state);
  return {
    schema,
    runId,
    test: { name: test.name, file: test.file, trials: askedTrials(state, test) },
    phases,
    version,
    conductor,
    insecure,
    collector: test.settings.collector,
    writtenBy: writtenBy ?? 'conduct',
    startTime: time,
    endTime: state.endTime,
    exitCode: state.exitCode,
    players: test.players.map(({ name, address, port }) => ({
      name,
      address,
      port,
      facts: state.facts.get(name) ?? null,
      identity: state.identities.get(name) ?? null,
      lost: state.lost.get(name) ?? null,
      clock: state.clocks.get(name) ?? null,
    })),
    ...(test.leftOut === undefined ? {} : { leftOut: test.leftOut }),
    problems: [...state.problems],
    metrics: metricResults(state, test.metrics),
    checks: state.checks,
    ...precisionOf(state, ''),
    ...matrixOf(state, test),
  };
}

/** How many trials the run was asked for, of all cases: with `trials: auto`, as many as were enough. */
export function askedTrials({ precision }: RunState, { trials, cases }: StartedTest): number {
  const names = cases?.map(({ name }) => name) ?? [''];
  return names.reduce((sum, name) => sum + (precision.get(name)?.trials ?? trials), 0);
}

function precisionOf({ precision }: RunState, caseName: string): Pick<RunResult, 'precision'> {
  const settled = precision.get(caseName);
  return settled === undefined ? {} : { precision: settled };
}

function matrixOf(state: RunState, { cases, settings, seed }: StartedTest): Pick<RunResult, 'matrix'> {
  if (cases === undefined) return {};
  const { order } = settings;
  const results = cases.map(({ name, values }) => ({ name, values, ...precisionOf(state, name) }));
  return { matrix: { order, ...(order === 'random' && seed !== undefined ? { seed } : {}), cases: results } };
}

/** The results of the trials that began, one at a time. */
export function* trialResults(state: RunState): Generator<TrialResult> {
  const started = startOf(state);
  for (const trial of state.trials.values()) yield trialResult(started, trial);
}

/** What one trial has come to so far; `undefined` when it has not begun. */
export function trialResultOf(state: RunState, trial: TrialRef): TrialResult | undefined {
  const known = state.trials.get(trialKey(trial));
  return known && trialResult(startOf(state), known);
}

/** A run that was interrupted, lost a player, failed a check or had no trial has not passed, whatever its steps came to. */
export function runVerdict(state: RunState, trials: readonly Verdict[]): Verdict {
  const isFailed = state.interrupted || state.lost.size > 0 || state.checks.some(({ verdict }) => verdict === 'failed');
  const verdicts = isFailed ? [...trials, 'failed' as const] : trials;
  return verdicts.length === 0 ? 'skipped' : worstVerdict(verdicts);
}

/** The event that a run begins with. A ConductorError of code `storage` when there is none. */
export function startOf(state: RunState): RunStarted {
  if (state.started !== null) return state.started;
  throw new ConductorError(
    'storage',
    'the events of this run do not begin with run-started; was the first line removed?',
  );
}

function trialResult(started: RunStarted, state: TrialState): TrialResult {
  const { settings } = started.test;
  const players = started.test.players.map((plan) => planInTrial(plan, state));
  const phases = PHASES.filter((phase) => started.phases.includes(phase) || wasTouched(state, phase)).map((phase) =>
    phaseResult(players, state, phase, settings),
  );
  const resets = players.flatMap(({ name }) => {
    const player = state.players.get(name);
    if (!player?.reset) return [];
    const host = stateResult(settings, state, player);
    return [{ player: name, state: player.reset.state, time: player.reset.time, ...(host && { host }) }];
  });
  // A phase without a step has passed, which makes no pass of a trial in which every other step was skipped.
  const told = phases.filter(hasSomethingToTell);
  const verdicts = (told.length > 0 ? told : phases).map(({ verdict }) => verdict);
  if (Array.from(state.players.values()).some(({ lost }) => lost !== null)) verdicts.push('failed');
  if (resets.some((reset) => reset.state === 'unconfirmed')) verdicts.push('unknown');
  for (const { host } of resets) if (host && host.verdict !== 'passed') verdicts.push(host.verdict);
  if (phases.some(wasCutShort)) verdicts.push('failed');
  return {
    ...state.trial,
    startTime: state.startTime,
    endTime: state.endTime,
    verdict: worstVerdict(verdicts),
    phases,
    resets,
  };
}

function hasSomethingToTell({ verdict, players }: PhaseResult): boolean {
  return verdict !== 'passed' || players.some(({ steps, counts }) => steps.length > 0 || (counts?.steps ?? 0) > 0);
}

/** Steps that were stopped while they ran did not do what was asked, whatever stopped them. */
function wasCutShort({ players }: PhaseResult): boolean {
  return players.some(({ steps }) => steps.some(({ outcome }) => outcome.kind === 'stopped'));
}

/** A phase that nobody asked for can still have run: a Reset that was owed. */
function wasTouched(state: TrialState, phase: Phase): boolean {
  return Array.from(state.players.values()).some(({ touched }) => touched.has(phase));
}

function phaseResult(
  players: readonly PlayerPlan[],
  state: TrialState,
  phase: Phase,
  { collector, maxSkewMs }: Settings,
): PhaseResult {
  const times = state.phases.get(phase);
  const results = players.map((plan) =>
    (collector === 'external' ? countedResult : playerPhaseResult)(plan, state, phase),
  );
  const start = times?.start ?? null;
  const isSkewed = phase === 'run' && start !== null && maxSkewMs !== null && start.spreadMs > maxSkewMs;
  return {
    phase,
    startTime: times?.startTime ?? null,
    endTime: times?.endTime ?? null,
    verdict: worstVerdict([...results.map(({ verdict }) => verdict), ...(isSkewed ? ['failed' as const] : [])]),
    start,
    players: results,
  };
}
