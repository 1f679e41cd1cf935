import {
  microsecondTime,
  mostAttempts,
  type Outcome,
  type OutputResult,
  type Phase,
  type PlayerPhaseResult,
  type PlayerPlan,
  type Step,
  type StepResult,
  stepText,
  type Verdict,
  verdictOf,
  worstVerdict,
} from '@conductor/types';
import {
  lastAttempt,
  type OutputState,
  type PlayerState,
  type StepState,
  stepKey,
  type TrialState,
} from './run-state.ts';

/** Attempts that a remark tells one by one. */
const TOLD_ATTEMPTS = 5;
/** Names of files that a remark lists before it only counts. */
const LISTED_FILES = 5;

/** What one player did in one phase, step by step, those that never began included. */
export function playerPhaseResult(plan: PlayerPlan, trial: TrialState, phase: Phase): PlayerPhaseResult {
  const player = trial.players.get(plan.name);
  const finished = player?.finished.get(phase);
  const steps = plan.phases[phase].map((step) => stepResult(step, phase, player, trial));
  const leftovers = finished?.leftovers ?? [];
  const verdicts: Verdict[] = steps.map(({ verdict }) => verdict);
  if (
    leftovers.length > 0 ||
    player?.lost?.phase === phase ||
    player?.notStarted?.has(phase) ||
    lostBytes(plan, phase, player, trial)
  ) {
    verdicts.push('failed');
  }
  return {
    player: plan.name,
    verdict: worstVerdict(verdicts),
    start: player?.starts.get(phase)?.start ?? null,
    containment: finished?.containment ?? null,
    leftovers,
    counts: null,
    steps,
  };
}

function stepResult(step: Step, phase: Phase, player: PlayerState | undefined, trial: TrialState): StepResult {
  const state = lastAttempt(player, phase, step.index);
  const outcome = state?.outcome ?? withoutEnd(state, player, trial);
  return {
    index: step.index,
    key: step.key,
    kind: step.kind,
    text: stepText(step),
    mayFail: step.mayFail,
    attempt: state?.id.attempt ?? 1,
    startTime: state?.startTime ?? null,
    conductorTime: conductorTime(state?.startNs ?? null, epochOf(player, phase, step)),
    durationMs: state?.durationMs ?? null,
    outcome,
    verdict: verdictOf(outcome, step.mayFail),
    stdout: outputResult(state?.outputs.out ?? null),
    stderr: outputResult(state?.outputs.err ?? null),
    files: Array.from(state?.files?.values() ?? []),
    remarks: [
      ...earlierAttempts(step, phase, player),
      ...(state?.remarks ?? []),
      ...(trial.endTime === null ? [] : missingResults(state)),
    ],
  };
}

/** What came of a step that was tried again before its last attempt; `.attempt-2` is in the names of outputs. */
function earlierAttempts(step: Step, phase: Phase, player: PlayerState | undefined): string[] {
  const last = lastAttempt(player, phase, step.index)?.id.attempt ?? 1;
  if (last === 1 || mostAttempts(step) === 1) return [];
  const before = Array.from({ length: last - 1 }, (_, at) => {
    const outcome = player?.steps.get(stepKey({ phase, index: step.index, attempt: at + 1 }))?.outcome;
    return outcome?.kind === 'exited' ? `exit ${outcome.code}` : (outcome?.kind ?? 'unknown');
  });
  return [
    `tried ${last} times; before: ${before.slice(0, TOLD_ATTEMPTS).join(', ')}${last - 1 > TOLD_ATTEMPTS ? ', …' : ''}`,
  ];
}

/** What turns the clock that the player had at a step into that of the conductor. */
function epochOf(player: PlayerState | undefined, phase: Phase, { index }: Step): bigint | undefined {
  const back = player?.returns.findLast(({ after }) => after.phase === phase && after.index < index);
  return back?.epochNs ?? player?.starts.get(phase)?.epochNs;
}

function conductorTime(startNs: string | null, epochNs: bigint | undefined): string | null {
  return startNs === null || epochNs === undefined ? null : microsecondTime(epochNs + BigInt(startNs));
}

/** The outcome of a step whose end nobody recorded. */
function withoutEnd(state: StepState | undefined, player: PlayerState | undefined, trial: TrialState): Outcome {
  const reason = reasonOfSilence(player, trial);
  return state?.began ? { kind: 'unknown', reason: `it began, and ${reason}` } : { kind: 'skipped', reason };
}

function reasonOfSilence(player: PlayerState | undefined, trial: TrialState): string {
  if (player?.lost) return `the player was lost: ${player.lost.cause}`;
  return trial.endTime === null ? 'the trial was not over when this was written' : 'the trial ended first';
}

function outputResult(output: OutputState | null): OutputResult {
  if (output === null) return { path: null, bytes: 0, sha256: null, rewound: [] };
  const rewound = Array.from(output.rewound ?? [])
    .sort(([one], [other]) => one - other)
    .map(([, kept]) => kept);
  return { path: output.path, bytes: output.bytes, sha256: output.sha256, rewound };
}

/** Results of an ended trial that the player announced and that never came, or came wrong, fail the phase. */
function lostBytes(plan: PlayerPlan, phase: Phase, player: PlayerState | undefined, trial: TrialState): boolean {
  if (trial.endTime === null || player === undefined) return false;
  return plan.phases[phase].some(
    ({ index, mayFail }) => !mayFail && missingResults(lastAttempt(player, phase, index)).length > 0,
  );
}

function missingResults(state: StepState | undefined): string[] {
  if (state === undefined) return [];
  return [
    ...missingOutput('output', state.outputs.out),
    ...missingOutput('error output', state.outputs.err),
    ...missingFiles(Array.from(state.awaitedFiles?.values() ?? [], ({ path }) => path)),
  ];
}

function missingFiles(files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const more = files.length > LISTED_FILES ? ` and ${files.length - LISTED_FILES} more` : '';
  return [`not brought home: ${files.slice(0, LISTED_FILES).join(', ')}${more}`];
}

function missingOutput(word: string, output: OutputState | null): string[] {
  if (output === null || output.sha256 !== null || !output.closedBytes) return [];
  return [`${output.closedBytes} bytes of its ${word} were not brought home whole`];
}
