import { existsSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Shells that a host may have as /bin/sh. */
const CANDIDATES: Readonly<Record<string, readonly string[]>> = {
  dash: ['/usr/bin/dash', '/bin/dash'],
  busybox: ['/usr/bin/busybox', '/bin/busybox'],
  bash: ['/usr/bin/bash', '/bin/bash'],
  mksh: ['/usr/bin/mksh', '/bin/mksh'],
  ksh93: ['/usr/bin/ksh93', '/bin/ksh93'],
  yash: ['/usr/bin/yash', '/bin/yash'],
};

export const SHELLS = Object.keys(CANDIDATES);

/** A shell under the name `sh`, as it would be in /bin: bash is POSIX by that name, and busybox is a shell. */
export interface NamedShell extends AsyncDisposable {
  readonly path: string;
}

/** Undefined where the shell is not installed. */
export async function shellNamedSh(name: string): Promise<NamedShell | undefined> {
  const found = CANDIDATES[name]?.find((path) => existsSync(path));
  if (found === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'shell-'));
  const path = join(folder, 'sh');
  symlinkSync(found, path);
  return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
