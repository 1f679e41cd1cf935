import { join } from 'node:path';
import { IDENTITY_FILES } from './identity-folder.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

/** How a player came to its lab, for people. */
export interface Enrolled {
  /** The enrollment whose code was used. */
  readonly enrollment: string;
  /** `conductor://…/player/…`. */
  readonly identity: string;
  /** Who did it: `user@host (pid 4711) at 10.0.0.2:51234`. */
  readonly by: string;
  readonly at: string;
}

/** Notes who enrolled the player. Throws a ConductorError `storage`. */
export function writeEnrolled(folder: string, enrolled: Enrolled): void {
  writePrivateFile(join(folder, IDENTITY_FILES.enrolled), `${JSON.stringify(enrolled)}\n`);
}

/** Who enrolled the player; `null` where nobody has, or its files were put there by hand. */
export function readEnrolled(folder: string): Enrolled | null {
  const text = readPrivateFile(join(folder, IDENTITY_FILES.enrolled), 'public');
  if (text === null) return null;
  try {
    const { enrollment, identity, by, at } = JSON.parse(text);
    return { enrollment: String(enrollment), identity: String(identity), by: String(by), at: String(at) };
  } catch {
    // It decides nothing: who is obeyed stands in other files.
    return null;
  }
}
