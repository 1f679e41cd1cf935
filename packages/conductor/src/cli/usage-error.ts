import { ConductorError } from '@conductor/types';

/** A command line that makes no sense. */
export function usageError(message: string): ConductorError {
  return new ConductorError('usage', message);
}
