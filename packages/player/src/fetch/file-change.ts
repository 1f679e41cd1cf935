import type { Stats } from 'node:fs';
import { type FileHandle, lstat } from 'node:fs/promises';
import { errnoOf } from '@conductor/types';

/** What became of a file between its opening and the end of its reading. */
export interface FileChange {
  /** `false`: what was read must be compared with what lies there now, since it may be partly from before and partly from after. */
  readonly isUntouched: boolean;
  /** What the reader of the results must know; `null`: nothing. */
  readonly remark: string | null;
}

export const UNTOUCHED: FileChange = { isUntouched: true, remark: null };

/** Times of files go in steps of up to so much: a change in the step in which a file was opened shows nowhere. */
const CLOCK_STEP_MS = 10;

/** A file as it was opened. */
export interface Opened {
  readonly path: Buffer;
  readonly handle: FileHandle;
  readonly before: Stats;
  /** By the wall clock, as the times of files are. */
  readonly openedMs: number;
}

/** Looks at a file again. Throws when it is shorter than it was. */
export async function changeOf({ path, handle, before, openedMs }: Opened): Promise<FileChange> {
  const now = await handle.stat();
  if (now.size < before.size) throw new Error(shrunkText(before, now));
  const isSame = now.size === before.size && now.mtimeMs === before.mtimeMs && now.ctimeMs === before.ctimeMs;
  const isRecent = before.ctimeMs > openedMs - CLOCK_STEP_MS;
  const remarks = [writtenText(before, now), await nameText(path, now)].filter((text) => text !== null);
  return { isUntouched: isSame && !isRecent, remark: remarks.length === 0 ? null : remarks.join('; ') };
}

function shrunkText({ size }: Stats, now: Stats): string {
  return `it shrank from ${size} to ${now.size} bytes while it was read`;
}

/** Why a file ended at a byte before its size. */
export function endedText(offset: number, before: Stats, now: Stats): string {
  if (now.size < before.size) return shrunkText(before, now);
  return `it ended after ${offset} bytes, and says that it has ${now.size}; copy it in a step, with cat, and fetch the copy`;
}

function writtenText(before: Stats, now: Stats): string | null {
  if (now.size > before.size) {
    return `it grew from ${before.size} to ${now.size} bytes while it was read; what it had at first is here`;
  }
  return now.mtimeMs === before.mtimeMs
    ? null
    : 'it was written to while it was read, and has the same bytes as before';
}

/** The descriptor stays with the file that was opened, whatever becomes of its name. */
async function nameText(path: Buffer, opened: Stats): Promise<string | null> {
  const named = await lstat(path).catch(absent);
  if (named === null) return 'it was removed while it was read; all of it is here';
  const isSame = named.ino === opened.ino && named.dev === opened.dev;
  return isSame ? null : 'another file took its name while it was read; the one that was found is here';
}

function absent(error: unknown): null {
  const code = errnoOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
}
