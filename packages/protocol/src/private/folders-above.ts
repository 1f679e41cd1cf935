import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { whyNotSafeParent } from './judge-private.ts';

/**
 * Why somebody could put something else in the place of what is at this absolute path; `null` where every folder above it is
 * root's or ours, and nobody else may write it. One of them may be a link, as /home is on some hosts: then the same is asked of
 * the link and of where it leads. Throws what the file system says.
 */
export function whyReplaceable(path: string): string | null {
  for (let above = dirname(path); ; above = dirname(above)) {
    const fault = whyNotSafe(above);
    if (fault !== null || above === dirname(above)) return fault;
  }
}

function whyNotSafe(path: string): string | null {
  const found = lstatSync(path);
  const fault = whyNotSafeParent(path, found);
  if (fault !== null || !found.isSymbolicLink()) return fault;
  const target = resolve(realpathSync(dirname(path)), readlinkSync(path));
  return whyNotSafe(target) ?? whyReplaceable(target);
}
