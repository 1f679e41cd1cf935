import { systemReason } from '@conductor/types';
import type { Row } from './result/row.ts';

/** A cell of a table has one line, and not a long one. */
const REASON_LENGTH = 200;

/**
 * Measures some rows. What does not work is a row as well, called after `name`: what else was measured is worth having. Only
 * an interruption is thrown on.
 */
export async function attempt(
  { name, what }: { readonly name: string; readonly what: string },
  measure: () => Promise<readonly Row[]>,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  try {
    return await measure();
  } catch (error) {
    if (signal.aborted) throw error;
    console.error(error);
    return [{ kind: 'failed', name, what, why: oneLine(systemReason(error)) }];
  }
}

function oneLine(text: string): string {
  return text
    .replaceAll(/[\s|]+/g, ' ')
    .trim()
    .slice(0, REASON_LENGTH);
}
