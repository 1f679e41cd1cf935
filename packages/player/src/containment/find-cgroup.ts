import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemReason } from '@conductor/types';
import { entryTrial, type MayEnter } from './entry-trial.ts';
import { GROUP_MODE, ownGroupFolder } from './group-folders.ts';

/** A control group that was made, or why there is none. */
export type MadeCgroup =
  | { readonly kind: 'made'; readonly folder: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Said where there is nothing to make groups in. */
export const NO_CGROUPS = 'this host has no control groups of version 2';

/** Said of a kernel whose groups cannot be ended as one. */
export const OLD_CGROUPS = 'control groups of this kernel have no cgroup.kill (Linux 5.14 has)';

/**
 * Makes a control group named `name` below the player's own, in the unified tree wherever that is mounted (also beside
 * cgroup v1), and tries whether a process may enter it. Refused where that cannot be done: no cgroup v2, one without
 * `cgroup.kill` (Linux before 5.14), or one that this user may not change.
 */
export async function makeCgroup(name: string, mayEnter: MayEnter = entryTrial()): Promise<MadeCgroup> {
  const own = ownGroupFolder('unified');
  if (own === null) return { kind: 'refused', reason: NO_CGROUPS };
  const root = join(own, name);
  try {
    mkdirSync(root, GROUP_MODE);
  } catch (error) {
    return { kind: 'refused', reason: `no control group can be made in ${own}: ${systemReason(error)}` };
  }
  const canKill = existsSync(join(root, 'cgroup.kill'));
  if (canKill && (await mayEnter(root))) return { kind: 'made', folder: root };
  rmdirSync(root);
  const reason = canKill ? `no process may be put into a control group of ${own}` : OLD_CGROUPS;
  return { kind: 'refused', reason };
}
