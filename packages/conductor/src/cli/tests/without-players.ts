import { resolve } from 'node:path';
import type { DiagnosticCode } from '@conductor/config';
import { visibleText } from '@conductor/types';
import type { LoadedRequest } from '../load-request.ts';
import type { UserWishes } from '../read-wishes.ts';
import type { Channel } from '../terminal.ts';

/** A file that was named as a test, and what was read of it. */
interface NamedTest {
  readonly file: string;
  readonly loaded: LoadedRequest;
}

const OF_PLAYER: DiagnosticCode = 'player-for-test';

/**
 * Leaves out the files of players that others of the files use: `*.cfg` in the folder of a test gives them as well. A player file that none
 * of them uses stays, and with it its error: its test was forgotten, or is wrong.
 */
export function withoutPlayers<One extends NamedTest>(named: readonly One[], wishes: UserWishes, err: Channel): One[] {
  const used = new Set(named.flatMap(({ loaded }) => loaded.sources.slice(1).map(({ path }) => resolve(path))));
  const isLeftOut = ({ file, loaded: { diagnostics } }: One) =>
    diagnostics.some(({ code }) => code === OF_PLAYER) && used.has(resolve(file));
  const leftOut = named.filter(isLeftOut).map(({ file }) => visibleText(file));
  if (leftOut.length > 0 && !wishes.isQuiet)
    err.write(`left out, as the files of players of these tests: ${leftOut.join(', ')}\n`);
  return named.filter((one) => !isLeftOut(one));
}
