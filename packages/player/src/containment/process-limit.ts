import { appendFileSync, existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemReason } from '@conductor/types';
import { entryTrial, type MayEnter } from './entry-trial.ts';
import { GROUP_MODE, ownGroupFolder } from './group-folders.ts';

/** Bounds how many processes and threads a step may have at once, so that a fork bomb stays a step that fails. */
export interface ProcessLimit extends Disposable {
  /** The control groups that it made besides those of the containment. */
  readonly groups: readonly string[];
  /**
   * Bounds a step before anything of it runs. `cgroupFolder` is its own group, or empty. Returns the folder of another
   * group that its gate has to enter; empty where its own is enough.
   */
  bound(mark: bigint, cgroupFolder: string): string;
  /** Lets no process of these groups start another. */
  forbid(pidsFolder: string): void;
  /** Removes a group that is empty. */
  release(pidsFolder: string): void;
}

/** A limit, or why there is none. */
export type FoundLimit =
  | { readonly kind: 'found'; readonly limit: ProcessLimit }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * Finds a means to bound processes: the `pids` controller of the unified tree, for groups below `root`, or, on hosts that
 * have it in version 1, groups named `name` below the player's own there. `root` is `null` without control groups; these
 * others are tried while it is still looked for.
 */
export async function findProcessLimit(
  root: Promise<string | null>,
  name: string,
  most: number,
  mayEnter: MayEnter = entryTrial(),
): Promise<FoundLimit> {
  const separate = findSeparateLimit(name, most, mayEnter);
  const folder = await root;
  if (folder === null || !enableBelow(dirname(folder)) || !enableBelow(folder)) return separate;
  const other = await separate;
  if (other.kind === 'found') other.limit[Symbol.dispose]();
  return { kind: 'found', limit: unifiedLimit(most) };
}

/** In the tree of version 1 that has the controller. */
async function findSeparateLimit(name: string, most: number, mayEnter: MayEnter): Promise<FoundLimit> {
  const own = ownGroupFolder('pids');
  if (own === null)
    return { kind: 'none', reason: 'the pids controller cannot be had in the control groups of this player' };
  const folder = join(own, name);
  try {
    mkdirSync(folder, GROUP_MODE);
  } catch (error) {
    return { kind: 'none', reason: `no control group can be made in ${own}: ${systemReason(error)}` };
  }
  const limit = separateLimit(folder, most);
  if (existsSync(join(folder, 'pids.max')) && (await mayEnter(folder))) return { kind: 'found', limit };
  limit[Symbol.dispose]();
  return { kind: 'none', reason: `no process may be put into a control group of ${own}` };
}

/**
 * Hands the controller on to the groups below one. The kernel allows that also where processes live in the group itself,
 * as the player does in its own, as long as nothing but such controllers is handed on.
 */
function enableBelow(group: string): boolean {
  try {
    appendFileSync(join(group, 'cgroup.subtree_control'), '+pids');
    return true;
  } catch {
    return false;
  }
}

function unifiedLimit(most: number): ProcessLimit {
  return {
    groups: [],
    bound(_mark, cgroupFolder) {
      if (cgroupFolder !== '') tryTo(() => writeFileSync(join(cgroupFolder, 'pids.max'), String(most)));
      return '';
    },
    forbid: () => undefined,
    release: () => undefined,
    [Symbol.dispose]: () => undefined,
  };
}

function separateLimit(root: string, most: number): ProcessLimit {
  return {
    groups: [root],
    bound(mark) {
      const folder = join(root, String(mark));
      const isMade = tryTo(() => {
        mkdirSync(folder, GROUP_MODE);
        writeFileSync(join(folder, 'pids.max'), String(most));
      });
      return isMade ? folder : '';
    },
    forbid: (folder) => void tryTo(() => writeFileSync(join(folder, 'pids.max'), '0')),
    release: (folder) => void tryTo(() => rmdirSync(folder)),
    [Symbol.dispose]() {
      tryTo(() => {
        for (const entry of readdirSync(root, { withFileTypes: true })) {
          if (entry.isDirectory()) tryTo(() => rmdirSync(join(root, entry.name)));
        }
        rmdirSync(root);
      });
    },
  };
}

/** A step that cannot be bounded runs all the same: that it could be was tried when the player began. */
function tryTo(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
