import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ConductorError, errnoOf, systemReason } from '@conductor/types';
import { fileName } from './file-name.ts';
import { checkPrivate } from './private-folder.ts';
import { livingHolder, takeLock } from './state-lock.ts';

/** The folder in which one player keeps journals and spools, locked against a second player. */
export interface StateFolder extends Disposable {
  readonly path: string;
}

/** Where a player that listens on this address and port keeps its state, unless told otherwise. */
export function defaultStateFolder(host: string, port: number, environment: NodeJS.ProcessEnv): string {
  const given = environment['XDG_STATE_HOME'];
  const base = given?.startsWith('/') ? given : join(environment['HOME'] || homedir(), '.local/state');
  return join(base, 'conductor', `player-${fileName(host)}-${port}`);
}

/**
 * Makes the folder (0700) and locks it. Throws a ConductorError `storage` when it cannot be written, when others could
 * put something into it or in its place, or when another player uses it.
 */
export function openStateFolder(path: string): StateFolder {
  const folder = resolve(path);
  try {
    makeFolder(folder);
    checkPrivate(folder);
    checkWritable(folder);
  } catch (error) {
    throw unusable(folder, error);
  }
  const lock = takeLock(lockFile(folder));
  return { path: folder, [Symbol.dispose]: () => lock[Symbol.dispose]() };
}

/** The process number of the player that uses a state folder now; `null` where none does. Throws a ConductorError `storage` where that cannot be told. */
export function livingPlayer(stateFolder: string): number | null {
  return livingHolder(lockFile(stateFolder));
}

function lockFile(folder: string): string {
  return join(folder, 'lock');
}

/** One level after the other: asked for all at once, Node.js tries for ever where a file system has no room for folders. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another player that starts at the same moment may have made it since we looked.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    // What some file systems say that take no folders, as that of /proc; the folder above is there.
    const isNotTaken = errnoOf(error) === 'ENOENT';
    throw isNotTaken ? new Error(`the file system of ${dirname(folder)} takes no folders`) : error;
  }
}

function checkWritable(folder: string): void {
  const probe = join(folder, 'probe');
  rmSync(probe, { force: true });
  writeFileSync(probe, '', { mode: 0o600 });
  rmSync(probe);
}

function unusable(folder: string, error: unknown): ConductorError {
  const advice = 'name another with --state-dir';
  return new ConductorError('storage', `the state folder ${folder} cannot be used: ${systemReason(error)}; ${advice}`, {
    cause: error,
  });
}
