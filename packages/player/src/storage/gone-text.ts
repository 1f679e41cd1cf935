import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf, systemReason } from '@conductor/types';

/** That somebody removed what is this player's alone, where it was, and what that means. */
export function goneText(path: string): string {
  return `${topmostGone(path)} is gone: somebody removed it while the trial ran, and what was in it and not collected by then is lost; remove runs by player spool --remove, when they are over`;
}

/** Why a file of a trial cannot be written or read: that its folder is gone is no news of a file system, but of what was done. */
export function trialFileReason(path: string, error: unknown): string {
  const isMissing = errnoOf(error) === 'ENOENT' && !existsSync(path);
  return isMissing ? goneText(path) : systemReason(error);
}

function topmostGone(path: string): string {
  const above = dirname(path);
  return existsSync(above) || above === path ? path : topmostGone(above);
}
