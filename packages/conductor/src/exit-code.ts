import {
  type ErrorCode,
  EXIT_CODES,
  type PlayerPhaseResult,
  type RunResult,
  type TrialResult,
  worstExitCode,
} from '@conductor/types';
import type { CourseEnding } from './course/course-effect.ts';

/** What `conduct` exits with when nothing was started, by the reason. */
const NOT_STARTED: { readonly [C in ErrorCode]: number } = {
  usage: EXIT_CODES.usage,
  config: EXIT_CODES.usage,
  storage: EXIT_CODES.usage,
  bind: EXIT_CODES.usage,
  busy: EXIT_CODES.busy,
  fenced: EXIT_CODES.busy,
  identity: EXIT_CODES.identity,
  version: EXIT_CODES.identity,
  unreachable: EXIT_CODES.lost,
  protocol: EXIT_CODES.lost,
  lost: EXIT_CODES.lost,
  deadline: EXIT_CODES.lost,
  interrupted: 130,
};

/** Where nobody knows the signal. */
const SIGINT_CODES = [130, 131] as const;

/** After a signal: with every Reset confirmed, and without. The shell's 128 + signal, and one more. */
const INTERRUPTED: { readonly [signal: string]: readonly [confirmed: number, unconfirmed: number] } = {
  SIGINT: SIGINT_CODES,
  SIGTERM: [143, 144],
  SIGHUP: [129, 131],
};

/** The exit code of an error that ended `conduct` before a run began. */
export function errorExitCode(code: ErrorCode): number {
  return NOT_STARTED[code];
}

/** The exit code after a signal that came before anything was begun. */
export function interruptedCode(signal: string): number {
  return (INTERRUPTED[signal] ?? SIGINT_CODES)[0];
}

/** The exit code of a run: why its course ended weighs first, then how its steps did, worst first (4, 3, 1). */
export function exitCodeOf(ending: CourseEnding, result: RunResult): number {
  switch (ending.kind) {
    case 'not-started':
      return errorExitCode(ending.error.code);
    case 'interrupted':
    case 'left': {
      const [confirmed, unconfirmed] = INTERRUPTED[ending.signal] ?? SIGINT_CODES;
      return isClean(result) ? confirmed : unconfirmed;
    }
    case 'taken-over':
    case 'broken':
      return worstExitCode([EXIT_CODES.lost, ...codesOf(result)]);
    case 'distrusted':
      return result.trials.some(isDirty) ? EXIT_CODES.dirty : EXIT_CODES.identity;
    case 'completed':
      return worstExitCode(codesOf(result));
    default:
      return ending satisfies never;
  }
}

/**
 * The exit code of a report on a run: its own, with the checks as they are now. What a run came to that was cut or never began, its steps
 * do not tell, and no check mends it.
 */
export function reportExitCode(result: RunResult): number {
  const { exitCode } = result;
  const isJudged = exitCode === null || exitCode === EXIT_CODES.passed || exitCode === EXIT_CODES.failed;
  return isJudged ? worstExitCode(codesOf(result)) : exitCode;
}

/** Every Reset that was owed was heard to have run, and nothing of it failed or was left behind. */
export function isClean(result: RunResult): boolean {
  const isConfirmed = result.trials.every(({ resets }) => resets.every(({ state }) => state !== 'unconfirmed'));
  return isConfirmed && !result.trials.some(isDirty);
}

function* codesOf(result: RunResult): Generator<number> {
  const parts = result.trials.flatMap(partsOf);
  const steps = parts.flatMap((part) => part.steps);
  const resets = result.trials.flatMap((trial) => trial.resets);
  if (result.trials.some(isDirty)) yield EXIT_CODES.dirty;
  if (result.players.some(({ lost }) => lost !== null)) yield EXIT_CODES.lost;
  if (resets.some(({ state, host }) => state === 'unconfirmed' || host?.verdict === 'unknown')) yield EXIT_CODES.lost;
  if (steps.some(({ verdict }) => verdict === 'unknown')) yield EXIT_CODES.lost;
  if (parts.some(({ counts }) => counts !== null && counts.unknown > 0)) yield EXIT_CODES.lost;
  if (parts.some(({ verdict }) => verdict === 'failed')) yield EXIT_CODES.failed;
  // What no player is to blame for alone: they did not start together.
  if (result.trials.some(({ phases }) => phases.some(({ verdict }) => verdict === 'failed'))) yield EXIT_CODES.failed;
  if (result.trials.some((trial) => isCutShort(trial, result))) yield EXIT_CODES.failed;
  if (result.checks.some(({ verdict }) => verdict === 'failed')) yield EXIT_CODES.failed;
}

/** A Reset step failed, something was left behind, or a host is not as it was where that has to be. */
export function isDirty(trial: TrialResult): boolean {
  const isLeft = partsOf(trial).some(({ leftovers, counts }) => leftovers.length + (counts?.leftovers ?? 0) > 0);
  const reset = trial.phases.find(({ phase }) => phase === 'reset')?.players ?? [];
  const isChanged = trial.resets.some(({ host }) => host?.verdict === 'failed');
  return isLeft || isChanged || reset.some(hasFailedStep);
}

function hasFailedStep({ steps, counts }: PlayerPhaseResult): boolean {
  return (counts?.failed ?? 0) > 0 || steps.some(({ verdict }) => verdict === 'failed');
}

/** A step that was asked for never had its turn: in a run that nobody interrupted, something went wrong before it. */
function isCutShort(trial: TrialResult, { phases, collector }: RunResult): boolean {
  const asked = trial.phases.filter(({ phase }) => phases.includes(phase));
  if (collector === 'external')
    return asked.some(({ players }) => players.some(({ verdict }) => verdict === 'skipped'));
  const steps = asked.flatMap(({ players }) => players.flatMap((player) => player.steps));
  return steps.some(({ verdict }) => verdict === 'skipped');
}

function partsOf(trial: TrialResult): PlayerPhaseResult[] {
  return trial.phases.flatMap(({ players }) => players);
}
