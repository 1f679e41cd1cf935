import { ConductorError, EXIT_CODES } from '@conductor/types';
import type { TestRun } from '../test-run.ts';
import type { Output } from './output.ts';
import type { Channel } from './terminal.ts';

/**
 * Writes the report of a run, and resolves with the exit code: a report that its place does not take is no pass, and hides
 * nothing that is worse.
 */
export async function writeResult(
  text: string,
  output: Output,
  { directory, exitCode }: Pick<TestRun, 'directory' | 'exitCode'>,
  err: Channel,
): Promise<number> {
  try {
    await output.write(text);
    return exitCode;
  } catch (thrown) {
    if (!(thrown instanceof ConductorError)) throw thrown;
    err.write(`conduct: ${thrown.message}; it is in ${directory}\n`);
    return exitCode === EXIT_CODES.passed ? EXIT_CODES.usage : exitCode;
  }
}
