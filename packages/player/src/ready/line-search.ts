import { isNativeError } from 'node:util/types';
import vm from 'node:vm';

/** A pattern that needs longer for what was read at once would hold up the whole player. */
const SEARCH_MS = 100;

const SEARCH = new vm.Script('lines.some((line) => pattern.test(line))');

/** Finds a pattern in lines. Throws when that takes longer than a player can wait. */
export function lineSearch(pattern: RegExp): (lines: readonly string[]) => boolean {
  // Another context, since only there a search can be given up.
  const context = vm.createContext({ pattern, lines: [] });
  return (lines) => {
    if (lines.length === 0) return false;
    context['lines'] = lines;
    return SEARCH.runInContext(context, { timeout: SEARCH_MS }) === true;
  };
}

/** Whether a search was given up. What is thrown there is an error of the other context. */
export function isGivenUp(error: unknown): boolean {
  return isNativeError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
