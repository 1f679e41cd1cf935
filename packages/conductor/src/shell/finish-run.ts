import type { RunDirectory } from '@conductor/results';
import { ConductorError, EXIT_CODES } from '@conductor/types';
import type { CourseEnding } from '../course/course-effect.ts';
import type { TestRun } from '../test-run.ts';

/** The run is told to be over; that this cannot be written, on a full disk, is told in the result alone. */
export async function finishRun(directory: RunDirectory, { kind }: CourseEnding, wanted: number): Promise<TestRun> {
  let exitCode = wanted;
  directory.append({ kind: 'run-ended', exitCode });
  try {
    await directory.close();
  } catch (thrown) {
    exitCode = exitCode === EXIT_CODES.passed ? EXIT_CODES.lost : exitCode;
    directory.append({ kind: 'problem', text: ConductorError.from(thrown, 'storage', directory.path).message });
  }
  return { exitCode, directory: directory.path, result: directory.result(), isTakenOver: kind === 'taken-over' };
}
