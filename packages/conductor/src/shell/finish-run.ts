import type { RunDirectory } from '@conductor/results';
import { ConductorError, EXIT_CODES } from '@conductor/types';
import type { CourseEnding } from '../course/course-effect.ts';
import type { RunExports } from '../exports/run-exports.ts';
import type { TestRun } from '../test-run.ts';

/** A run directory, and the files in it that are for other programs. */
export interface FinishedRun {
  readonly directory: RunDirectory;
  readonly exports: RunExports;
}

/** The run is told to be over; that this cannot be written, on a full disk, is told in the result alone. */
export async function finishRun(
  { directory, exports }: FinishedRun,
  { kind }: CourseEnding,
  wanted: number,
): Promise<TestRun> {
  let exitCode = wanted;
  directory.append({ kind: 'run-ended', exitCode });
  // Who took it over waits for the directory, and makes them in the end.
  if (kind !== 'taken-over') await exports.finish();
  try {
    await directory.close();
  } catch (thrown) {
    exitCode = exitCode === EXIT_CODES.passed ? EXIT_CODES.lost : exitCode;
    directory.append({ kind: 'problem', text: ConductorError.from(thrown, 'storage', directory.path).message });
  }
  return { exitCode, directory: directory.path, result: directory.result(), isTakenOver: kind === 'taken-over' };
}
