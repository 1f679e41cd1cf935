import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';

let known: { readonly reason: string | null } | undefined;

/** Why no small disk can be mounted here, as the reason of a skipped test; `null` when one can. */
export function whyNoMounts(): string | null {
  known ??= { reason: findReason() };
  return known.reason;
}

function findReason(): string | null {
  if (process.platform !== 'linux') return 'tmpfs is of Linux';
  if (process.getuid?.() !== 0) return 'mounting needs root';
  const folder = mkdtempSync(join(tmpdir(), 'conductor-lab-trial-'));
  const mounted = execaSync('mount', ['-t', 'tmpfs', 'conductor-lab', folder], { reject: false });
  if (!mounted.failed) execaSync('umount', [folder]);
  rmdirSync(folder);
  return mounted.failed ? `this machine mounts no tmpfs: ${mounted.stderr}` : null;
}
