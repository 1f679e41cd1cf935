import { randomBytes } from 'node:crypto';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const CHUNK_BYTES = 1_000_000;

/** Makes one file of so many bytes, a whole number of MB, that no compression makes smaller; returns its path. */
export async function makeFile(folder: string, bytes: number): Promise<string> {
  const path = join(folder, 'file');
  const file = await open(path, 'wx', 0o644);
  const chunk = randomBytes(CHUNK_BYTES);
  for (let written = 0; written < bytes; written += CHUNK_BYTES) await file.write(chunk);
  // What is not on the disk yet would be written while something is measured.
  await file.sync();
  await file.close();
  return path;
}

/** Makes so many files of so many bytes, and returns the pattern that names them all. */
export async function makeFiles(folder: string, count: number, bytes: number): Promise<string> {
  const content = randomBytes(bytes);
  for (let at = 0; at < count; at += 1) await writeFile(join(folder, `file-${at}`), content);
  return join(folder, 'file-*');
}
