import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The mode of a group that we make, also where the umask of the player lets others write into what is new. */
export const GROUP_MODE = 0o755;

/** A tree of control groups: the unified one (cgroup v2), or that of a controller of version 1. */
export type GroupTree = 'unified' | 'pids';

/**
 * The folder of the group that this process is in, wherever that tree is mounted, also where both versions are. `null`
 * where it is not mounted, or not so far up.
 */
export function ownGroupFolder(tree: GroupTree): string | null {
  try {
    const path = ownPath(tree, readFileSync('/proc/self/cgroup', 'utf8'));
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8').split('\n').map(parseMount);
    const mount = mounts.find((found) => found && isOf(tree, found));
    if (path === undefined || !mount) return null;
    const below = relative(mount.root, path);
    return below.startsWith('..') ? null : join(mount.point, below);
  } catch {
    return null;
  }
}

/** One line of /proc/self/cgroup for each tree (cgroups(7)): its number, its controllers, the path of the group. */
function ownPath(tree: GroupTree, text: string): string | undefined {
  const lines = text.split('\n').map((line) => /^(\d+):([^:]*):(.*)$/.exec(line) ?? []);
  const isMeant = ([, number, controllers]: readonly string[]) =>
    tree === 'unified' ? number === '0' && controllers === '' : controllers?.split(',').includes(tree);
  return lines.find(isMeant)?.[3];
}

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** Fields of /proc/self/mountinfo (proc(5)): root is the 4th, mount point the 5th; type and options come after ` - `. */
function parseMount(line: string): Mount | null {
  const [fields = '', rest = ''] = line.split(' - ');
  const [, , , root, point] = fields.split(' ');
  const [type, , options] = rest.split(' ');
  if (root === undefined || point === undefined || type === undefined) return null;
  return { root, point, type, options: options?.split(',') ?? [] };
}

function isOf(tree: GroupTree, { type, options }: Mount): boolean {
  return tree === 'unified' ? type === 'cgroup2' : type === 'cgroup' && options.includes(tree);
}
