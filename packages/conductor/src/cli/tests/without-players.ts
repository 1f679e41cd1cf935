import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DiagnosticCode } from '@conductor/config';
import { visibleText } from '@conductor/types';
import type { LoadedRequest } from '../load-request.ts';
import type { Channel } from '../terminal.ts';

/** A file that was named as a test, and what was read of it. */
interface NamedTest {
  readonly file: string;
  readonly loaded: LoadedRequest;
}

const OF_PLAYER: DiagnosticCode = 'player-for-test';

/**
 * Leaves out the files of players that others of the files use: `*.cfg` in the folder of a test gives them as well. A player file that none
 * of them uses stays, and with it its error: its test was forgotten, or is wrong. What was named and is not done is told also with --quiet.
 */
export async function withoutPlayers<One extends NamedTest>(named: readonly One[], err: Channel): Promise<One[]> {
  const suspects = named.filter(({ loaded }) => loaded.diagnostics.some(({ code }) => code === OF_PLAYER));
  if (suspects.length === 0) return [...named];
  const sources = named.flatMap(({ loaded }) => loaded.sources.slice(1).map(({ path }) => path));
  const used = new Set(await Promise.all(sources.map(realPlace)));
  const places = await Promise.all(suspects.map(async (one) => ({ one, place: await realPlace(one.file) })));
  const leftOut = new Set(places.filter(({ place }) => used.has(place)).map(({ one }) => one));
  const names = [...leftOut].map(({ file }) => visibleText(file));
  if (names.length > 0) err.write(`left out, as the files of players of these tests: ${names.join(', ')}\n`);
  return named.filter((one) => !leftOut.has(one));
}

/** A file may have several paths, by links; one that is gone since it was read has the path that was said. */
function realPlace(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
