import { constants } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';

/** A new file, never through a link: nothing that stands there already is touched. */
export const CREATE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** The temporary neighbour of a file that is written whole; one that was killed meanwhile leaves it. */
export function draftOf(file: string): string {
  return `${file}.new`;
}

/**
 * Writes a file so that its name always holds the old content or the new, also after a crash: a temporary neighbour is
 * written, made durable and renamed.
 */
export async function writeWholeFile(file: string, content: Iterable<string | Uint8Array>): Promise<void> {
  const temporary = draftOf(file);
  await rm(temporary, { force: true });
  try {
    await using handle = await open(temporary, CREATE_NEW, 0o666);
    for (const part of content) await handle.writeFile(part);
    await handle.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await rename(temporary, file);
}

/** Makes the entries of a folder durable: new names, and names that are gone. */
export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  await handle.sync();
}
