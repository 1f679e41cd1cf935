import { ConductorError } from '@conductor/types';
import type { UserIds } from './user-ids.ts';

/** How a command is made another user's. */
export interface Launcher {
  readonly become: readonly string[];
  /** Whether the user may enter the folder that the player was started in. */
  readonly entersFolder: boolean;
}

/**
 * Programs that become another user and then the command: same process, same session, same limits, nothing written to
 * any log in, which is what su, sudo and runuser are not.
 */
const LAUNCHERS: Readonly<Record<string, (ids: UserIds) => readonly string[]>> = {
  setpriv: ({ uid, gid, groups }) => [`--reuid=${uid}`, `--regid=${gid}`, `--groups=${groups.join(',')}`, '--'],
  chroot: ({ uid, gid, groups }) => [`--userspec=${uid}:${gid}`, `--groups=${groups.join(',')}`, '--skip-chdir', '/'],
};

const PROBE = `id -u; id -g; id -G; if [ -x . ]; then echo enters; else echo barred; fi`;

/** The first of this host that works, which is tried. Rejects with a ConductorError `usage`. */
export async function findLauncher(name: string, ids: UserIds): Promise<Launcher> {
  for (const [program, wordsFor] of Object.entries(LAUNCHERS)) {
    const path = await pathOf(program);
    if (path === null) continue;
    const become = [path, ...wordsFor(ids)];
    const [uid, gid, groups = '', enters] = await linesOf([...become, '/bin/sh', '-c', PROBE]);
    const isRight = Number(uid) === ids.uid && Number(gid) === ids.gid && isSame(groups, ids.groups);
    if (isRight) return { become, entersFolder: enters === 'enters' };
  }
  const message = `--run-as ${name}: steps cannot be made this user's here: expected setpriv of util-linux, or chroot of coreutils`;
  throw new ConductorError('usage', `${message}; install one of them, or start the player as ${name}`);
}

/** Where PATH has a program; `null` where it has none. A blank would split the path in a guardian's shell. */
async function pathOf(program: string): Promise<string | null> {
  const [path] = await linesOf(['/bin/sh', '-c', 'command -v "$1"', 'sh', program]);
  return path?.startsWith('/') && !/\s/.test(path) ? path : null;
}

async function linesOf([program = '', ...words]: readonly string[]): Promise<readonly string[]> {
  const { execa } = await import('execa');
  const { stdout } = await execa(program, words, { reject: false, stdin: 'ignore' });
  return typeof stdout === 'string' ? stdout.split('\n') : [];
}

function isSame(found: string, wanted: readonly number[]): boolean {
  const groups = new Set(found.split(' ').map(Number));
  return groups.size === new Set(wanted).size && wanted.every((group) => groups.has(group));
}
