import { accessSync, constants, lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { whyNotPrivateFolder, whyReplaceable } from '@conductor/protocol';
import { systemReason } from '@conductor/types';

/** Throws, with the reason, where others could put something into a folder of ours, or another folder in its place. */
export function checkPrivate(folder: string): void {
  check(whyNotPrivateFolder(folder, lstatSync(folder)) ?? whyReplaceable(folder));
}

/** Why a folder cannot be used by us alone, or cannot be made; `null` where it can. Changes nothing. */
export function folderFault(folder: string): string | null {
  try {
    const isThere = statSync(folder, { throwIfNoEntry: false }) !== undefined;
    if (isThere) checkPrivate(folder);
    else check(whyReplaceable(nearestBelow(folder)));
    accessSync(isThere ? folder : dirname(nearestBelow(folder)), constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return systemReason(error);
  }
}

/** The first folder of this path that would have to be made. */
function nearestBelow(folder: string): string {
  const above = dirname(folder);
  return statSync(above, { throwIfNoEntry: false }) ? folder : nearestBelow(above);
}

function check(fault: string | null): void {
  if (fault !== null) throw new Error(fault);
}
