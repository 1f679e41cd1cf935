import { expandPattern } from './expand-pattern.ts';
import { type FetchedFile, FileRefused, openFetchedFile } from './fetched-file.ts';
import { pathText } from './path-text.ts';

/** So many files are opened at a time, and told of together: a file system answers many questions sooner than one after another. */
const GROUP_FILES = 64;

/** A name that a pattern stands for, and what is there. */
export interface FoundFile {
  readonly path: string;
  readonly file: FetchedFile | FileRefused;
}

/**
 * Opens the files that match a pattern, group by group, each in its order; names at which there is nothing are left out. Whoever
 * takes a group closes its files.
 */
export async function* findFiles(
  pattern: string,
  become: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly FoundFile[], void, undefined> {
  for await (const paths of expandPattern(pattern, become, signal)) {
    for (let at = 0; at < paths.length; at += GROUP_FILES) {
      signal.throwIfAborted();
      yield await openGroup(paths.slice(at, at + GROUP_FILES), become);
    }
  }
}

async function openGroup(paths: readonly Buffer[], become: readonly string[]): Promise<FoundFile[]> {
  const opened = await Promise.allSettled(paths.map((path) => openFetchedFile(path, become).catch(refusal)));
  const failure = opened.find((each) => each.status === 'rejected');
  const found = opened.flatMap((each, at) => {
    const path = paths[at];
    if (each.status === 'rejected' || each.value === null || path === undefined) return [];
    return [{ path: pathText(path), file: each.value }];
  });
  if (failure === undefined) return found;
  await closeAll(found);
  throw failure.reason;
}

function refusal(error: unknown): FileRefused {
  if (error instanceof FileRefused) return error;
  throw error;
}

async function closeAll(found: readonly FoundFile[]): Promise<void> {
  for (const { file } of found) if (!(file instanceof FileRefused)) await file[Symbol.asyncDispose]();
}
