import type { FetchStep } from '@conductor/types';
import { expandPattern } from './expand-pattern.ts';
import { type FetchedFile, openFetchedFile } from './fetched-file.ts';
import { FileRefused } from './file-refused.ts';
import { pathText } from './path-text.ts';

/** So many files are opened at a time, and told of together: a file system answers many questions sooner than one after another. */
const GROUP_FILES = 64;

const GONE = 'it was gone before it could be opened';

type Open = (path: Buffer) => Promise<FetchedFile | FileRefused | null>;

/** A name that a pattern stands for, and what is there. */
export interface FoundFile {
  readonly path: string;
  readonly file: FetchedFile | FileRefused;
}

/**
 * Opens the files that match a pattern, group by group, each in its order; names at which there is nothing any more are left out, unless they
 * are required. Whoever
 * takes a group closes its files.
 */
export async function* findFiles(
  { pattern, required = false, maxBytes }: Pick<FetchStep, 'pattern' | 'required' | 'maxBytes'>,
  become: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<readonly FoundFile[], void, undefined> {
  // A pattern that matches nothing stands for itself, and so does a path: the step says by itself that there is no such file.
  const own = Buffer.from(pattern);
  const open = async (path: Buffer) => {
    const file = await openFetchedFile(path, { become, maxBytes });
    return file === null && required && !path.equals(own) ? new FileRefused(GONE) : file;
  };
  for await (const paths of expandPattern(pattern, become, signal)) {
    for (let at = 0; at < paths.length; at += GROUP_FILES) {
      signal.throwIfAborted();
      yield await openGroup(paths.slice(at, at + GROUP_FILES), open);
    }
  }
}

async function openGroup(paths: readonly Buffer[], open: Open): Promise<FoundFile[]> {
  const opened = await Promise.allSettled(paths.map((path) => open(path).catch(refusal)));
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
