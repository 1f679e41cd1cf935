import type { Call } from '../call.ts';
import { usageError } from '../usage-error.ts';

/** A page is a page: who asks for another format besides is told so. */
export function refuseFormat({ wishes: { format } }: Call): void {
  if (format?.source === '--format')
    throw usageError(`a page has no other format: leave out --format ${format.value}, or the page`);
}
