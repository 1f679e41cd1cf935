import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConductorError, systemReason } from '@conductor/types';
import { checkPrivate } from '../storage/private-folder.ts';

/** Where a player that keeps its state there has who it is, and whom it obeys. */
export function identityFolder(stateFolder: string): string {
  return join(stateFolder, 'identity');
}

/** Makes the folder (0700) where it is not there, and checks that nobody else may put anything into it. Throws a ConductorError `storage`. */
export function makeIdentityFolder(folder: string): void {
  try {
    if (!statSync(folder, { throwIfNoEntry: false })) mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw unusable(folder, error);
  }
  checkIdentityFolder(folder);
}

/** Throws a ConductorError `storage` where the folder is there and others could put something into it. */
export function checkIdentityFolder(folder: string): void {
  try {
    if (statSync(folder, { throwIfNoEntry: false })) checkPrivate(folder);
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): ConductorError {
  return new ConductorError(
    'storage',
    `${folder}, where a player keeps its key, cannot be used: ${systemReason(error)}`,
    { cause: error },
  );
}

/** What the folder holds. The first four may be put there by hand. */
export const IDENTITY_FILES = {
  /** The private key: made here, never told. */
  key: 'key.pem',
  certificate: 'certificate.pem',
  /** The certificate of the lab's authority. */
  authority: 'authority.pem',
  /** Whom the player obeys, and whom it does not any more. */
  callers: 'callers.json',
  /** While a code is open: what is known of it, and the key that it is about. */
  enrollment: 'enrollment.json',
  enrollmentKey: 'enrollment-key.pem',
  /** Who enrolled the player, and with which code. */
  enrolled: 'enrolled.json',
} as const;
