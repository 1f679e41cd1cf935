import type { RunHistory } from '@conductor/results';
import { EXIT_CODES, type RunResult, worstExitCode } from '@conductor/types';
import type { CourseEnding } from '../course/course-effect.ts';
import { exitCodeOf } from '../exit-code.ts';

/** The exit code of a run that was taken over. One that was cut has not passed, whatever its steps came to: its conductor was lost. */
export function codeOfEnded(ending: CourseEnding, result: RunResult, { trials, test, exitCode }: RunHistory): number {
  const code = exitCodeOf(ending, result);
  // Also when somebody has brought it to its end before: taking it over once more does not make it whole.
  const wasLost = exitCode === EXIT_CODES.lost || exitCode === EXIT_CODES.identity;
  const wasCut = wasLost || trials.length < test.trials || trials.some(({ isOver }) => !isOver);
  if (ending.kind !== 'completed' || !wasCut) return code;
  return worstExitCode([EXIT_CODES.lost, code]);
}
