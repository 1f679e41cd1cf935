import vm from 'node:vm';
import { ConductorError, formatPlace, type OnlyStartup } from '@conductor/types';

/** A pattern that needs longer for a text of one line would hold up the run, and everybody who waits for it. */
const SEARCH_MS = 1_000;

const SEARCH = new vm.Script('new RegExp(pattern, "i").test(system)');

/** Whether a player takes part on such a system. A ConductorError of code `config` where that takes too long to find out. */
export function startsOn({ pattern, place }: OnlyStartup, system: string): boolean {
  // Another context, since only there a search can be given up.
  const context = vm.createContext({ pattern, system });
  try {
    return SEARCH.runInContext(context, { timeout: SEARCH_MS }) === true;
  } catch (error) {
    const advice = 'write one in which no repeated group repeats by itself, such as ^Linux 6';
    const message = `${formatPlace(place)}: to look for only startup: ${pattern} in "${system}" takes too long; ${advice}`;
    throw new ConductorError('config', message, { cause: error });
  }
}
