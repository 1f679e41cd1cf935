import { type RunResult, visibleJson } from '@conductor/types';

/** A result as indented JSON with a newline at the end; safe to show on a terminal. */
export function formatJson(result: RunResult): string {
  return visibleJson(result);
}
