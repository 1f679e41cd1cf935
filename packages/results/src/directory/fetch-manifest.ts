import path from 'node:path';
import { type FileResult, PHASES, type Phase, type PlayerPlan, type TrialRef } from '@conductor/types';
import { planInTrial, playerIn, type RunState, type StepState } from '../fold/run-state.ts';
import { stepFolder } from './run-paths.ts';

/** The name of a manifest, in the folder of a player's phase; no output and no folder of files can have it. */
const MANIFEST_FILE = 'files.json';
/** Of its form. */
const MANIFEST_SCHEMA = 1;

/** A file that says what the fetch steps of a phase brought home, beside what they brought. */
export interface FetchManifest {
  /** Below the run directory. */
  readonly path: string;
  /** Made when it is asked for: it has a line for each file. */
  text(): string;
}

/** The manifests of one player's trial, one for each phase in which a fetch step found anything. */
export function fetchManifests(state: RunState, trial: TrialRef, plan: PlayerPlan): FetchManifest[] {
  const steps = Array.from(playerIn(state, trial, plan.name)?.steps.values() ?? []);
  return PHASES.flatMap((phase) => {
    const own = steps.filter((step) => step.id.phase === phase && hasFound(step));
    if (own.length === 0) return [];
    const folder = stepFolder(trial, phase, plan.name);
    const text = () => manifestText({ state, trial, plan, phase, folder }, own);
    return [{ path: path.join(folder, MANIFEST_FILE), text }];
  });
}

/** The manifests of all trials that are over: while one goes on, its manifests are not written. */
export function* settledManifests(state: RunState): Generator<FetchManifest> {
  for (const known of state.trials.values()) {
    if (known.endTime === null) continue;
    for (const name of known.players.keys()) {
      const plan = state.plans.get(name);
      if (plan !== undefined) yield* fetchManifests(state, known.trial, planInTrial(plan, known));
    }
  }
}

function hasFound({ files, awaitedFiles, refusedFiles }: StepState): boolean {
  return (files ?? awaitedFiles ?? refusedFiles) !== null;
}

interface Subject {
  readonly state: RunState;
  readonly trial: TrialRef;
  readonly plan: PlayerPlan;
  readonly phase: Phase;
  readonly folder: string;
}

/** A line for each file, so that two of them can be compared. */
function manifestText({ state, trial, plan, phase, folder }: Subject, steps: readonly StepState[]): string {
  const keyOf = ({ id }: StepState) => plan.phases[phase][id.index - 1]?.key ?? `step ${id.index}`;
  const files = steps.flatMap((step) =>
    Array.from(step.files?.values() ?? [], (file) => ({ step: keyOf(step), ...below(folder, file) })),
  );
  const missing = steps.flatMap((step) => [
    ...Array.from(step.awaitedFiles?.values() ?? [], ({ path: source }) => ({ step: keyOf(step), source })),
    ...(step.refusedFiles ?? []).map(({ path: source, reason }) => ({ step: keyOf(step), source, reason })),
  ]);
  const head = { schema: MANIFEST_SCHEMA, runId: state.started?.runId ?? '', player: plan.name, ...trial, phase };
  return `${JSON.stringify(head).slice(0, -1)},\n"files": ${linesOf(files)},\n"missing": ${linesOf(missing)}}\n`;
}

/** A folder of results that is copied away has its manifest with it. */
function below(folder: string, file: FileResult): FileResult {
  return { ...file, path: path.relative(folder, file.path) };
}

function linesOf(entries: readonly unknown[]): string {
  return entries.length === 0 ? '[]' : `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
}
