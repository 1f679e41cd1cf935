import { mkdtemp, readdir, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'vitest';

/** A control group (version 2) for one test. */
export interface ControlGroup extends AsyncDisposable {
  readonly folder: string;
  exists(): Promise<boolean>;
}

/** Makes a control group; skips the test where there is no such tree, or it is not ours. */
export async function controlGroup(context: Pick<TestContext, 'skip'>): Promise<ControlGroup> {
  const tree = /^\S+ (\S+) cgroup2 /m.exec(await readFile('/proc/mounts', 'utf8'))?.[1];
  if (tree === undefined) return context.skip('this host has no control groups of version 2');
  const folder = await mkdtemp(join(tree, 'conductor-test-')).catch(() => null);
  if (folder === null) return context.skip('making a control group needs root');
  const exists = () =>
    readdir(folder).then(
      () => true,
      () => false,
    );
  return {
    folder,
    exists,
    async [Symbol.asyncDispose]() {
      if (await exists()) await rmdir(folder);
    },
  };
}
