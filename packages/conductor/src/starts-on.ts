import vm from 'node:vm';
import { ConductorError, formatPlace, type OnlyStartup } from '@conductor/types';

/** A pattern that needs longer for a text of one line would hold up the run, and everybody who waits for it. */
const SEARCH_MS = 1_000;

const SEARCH = new vm.Script('new RegExp(pattern, "i").test(system)');

/** Whether a player takes part on such a system. A ConductorError of code `config` where that cannot be found out, or takes too long. */
export function startsOn({ pattern, place }: OnlyStartup, system: string): boolean {
  // Another context, since only there a search can be given up.
  const context = vm.createContext({ pattern, system });
  try {
    return SEARCH.runInContext(context, { timeout: SEARCH_MS }) === true;
  } catch (error) {
    const search = `${formatPlace(place)}: to look for only startup: ${pattern} in "${system}"`;
    throw new ConductorError('config', `${search} ${faultOf(error)}`, { cause: error });
  }
}

/** What is thrown comes from another context, and is no Error of this one. */
function faultOf(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    ? 'takes too long; write one in which no repeated group repeats by itself, such as ^Linux 6'
    : `cannot be done: ${String(message)}; write a regular expression of JavaScript, such as ^Linux 6`;
}
