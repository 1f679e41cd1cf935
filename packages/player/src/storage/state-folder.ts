import { lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ConductorError } from '@conductor/types';
import { fileName } from './file-name.ts';
import { livingHolder, takeLock } from './state-lock.ts';

const OTHERS_WRITE = 0o002;
const GROUP_WRITE = 0o020;
const STICKY = 0o1000;
const BEYOND_OWNER = 0o077;

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
    checkOwn(folder);
    checkParents(folder);
    checkWritable(folder);
  } catch (error) {
    throw unusable(folder, error);
  }
  const lock = takeLock(lockFile(folder));
  return { path: folder, [Symbol.dispose]: () => lock[Symbol.dispose]() };
}

/** The process number of the player that uses a state folder now; `null` where none does. */
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
  mkdirSync(folder, { mode: 0o700 });
}

function checkOwn(folder: string): void {
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error('it is not a folder');
  if (found.uid !== ownUser()) throw new Error(`it belongs to user ${found.uid}`);
  if ((found.mode & BEYOND_OWNER) !== 0) throw new Error(`it is open to other users; say: chmod 700 ${folder}`);
}

/** Whoever may write a folder above could put another in its place; in a sticky one (as /tmp) only what is theirs. */
function checkParents(folder: string): void {
  for (let path = dirname(folder); ; path = dirname(path)) {
    const { uid, gid, mode } = lstatSync(path);
    if (uid !== 0 && uid !== ownUser()) throw new Error(`${path} belongs to user ${uid}`);
    // A group of one's own, which most Linux systems give to each user under the user's number, is nobody else.
    const byGroup = (mode & GROUP_WRITE) !== 0 && gid !== ownUser();
    const byOthers = (mode & OTHERS_WRITE) !== 0 || byGroup;
    if (byOthers && (mode & STICKY) === 0) throw new Error(`other users may write ${path}`);
    if (path === dirname(path)) return;
  }
}

function checkWritable(folder: string): void {
  const probe = join(folder, 'probe');
  rmSync(probe, { force: true });
  writeFileSync(probe, '', { mode: 0o600 });
  rmSync(probe);
}

function unusable(folder: string, error: unknown): ConductorError {
  const reason = error instanceof Error ? error.message : String(error);
  const advice = 'name another with --state-dir';
  return new ConductorError('storage', `the state folder ${folder} cannot be used: ${reason}; ${advice}`, {
    cause: error,
  });
}

function ownUser(): number {
  return process.getuid?.() ?? 0;
}
