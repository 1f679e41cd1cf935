import { errnoOf } from '@conductor/types';

/** For the `catch` of who asks for what may not be there: `null` then; what else the file system says is thrown on. */
export function nullIfAbsent(error: unknown): null {
  if (errnoOf(error) === 'ENOENT') return null;
  throw error;
}
