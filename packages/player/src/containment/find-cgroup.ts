import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { execa } from 'execa';

/** Puts its own process into a group, as a gate does. */
const ENTER = 'echo 0 >"$1/cgroup.procs"';

/**
 * Makes a control group named `name` below the player's own, in the unified tree wherever that is mounted (also beside
 * cgroup v1), and tries whether a process may enter it. `null` where that cannot be done: no cgroup v2, one without
 * `cgroup.kill` (Linux before 5.14), or one that this user may not change.
 */
export async function makeCgroup(name: string): Promise<string | null> {
  const own = ownCgroup();
  if (own === null) return null;
  const root = join(own, name);
  const trial = join(root, 'trial');
  try {
    mkdirSync(root);
    mkdirSync(trial);
    const { exitCode } = await execa('/bin/sh', ['-c', ENTER, 'sh', trial], { reject: false });
    rmdirSync(trial);
    if (exitCode === 0 && existsSync(join(root, 'cgroup.kill'))) return root;
    rmdirSync(root);
    return null;
  } catch {
    return null;
  }
}

/** The folder of the group that this process is in; `null` where no unified tree is mounted. */
function ownCgroup(): string | null {
  try {
    const path = /^0::(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1];
    const mount = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map(parseMount)
      .find((found) => found);
    if (path === undefined || !mount) return null;
    const below = relative(mount.root, path);
    return below.startsWith('..') ? null : join(mount.point, below);
  } catch {
    return null;
  }
}

/** The fields of /proc/self/mountinfo (proc(5)): root is the 4th, mount point the 5th, the type comes after ` - `. */
function parseMount(line: string): { readonly root: string; readonly point: string } | null {
  const [fields = '', rest = ''] = line.split(' - ');
  const [, , , root, point] = fields.split(' ');
  return rest.startsWith('cgroup2 ') && root !== undefined && point !== undefined ? { root, point } : null;
}
