import { createHash } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf, systemReason } from '@conductor/types';
import { EVENTS_FILE, RESULT_FILE } from './directory/run-paths.ts';
import { readEvents } from './events/read-events.ts';
import { emptyRun } from './fold/run-state.ts';
import { foldRun } from './fold-run.ts';
import { type ToldFile, toldFiles } from './verify/told-files.ts';
import { untoldFiles } from './verify/untold-files.ts';

/** What a look at all of them came to. */
export interface Verification {
  /** Outputs, fetched files and manifests that were looked at. */
  readonly files: number;
  readonly bytes: number;
  /** What is not as it was collected: the path below the run directory, and why. */
  readonly wrong: readonly { readonly path: string; readonly why: string }[];
}

/** Never a link, and never waiting for the other end of a pipe that somebody put there. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
const READ_BYTES = 2 ** 20;
/** Within so many of run.json it says when the run ended: a line for each member, and only what is short before. */
const HEAD_BYTES = 2 ** 16;

/**
 * Reads every output and every fetched file of a run directory, and holds them and the manifests against its events; what lies
 * beside them, and no event tells of, is not as collected either.
 */
export async function verifyRun(folder: string, signal: AbortSignal): Promise<Verification> {
  const state = emptyRun();
  // Before the events: they have every end that it tells of.
  const ended = await endInResult(path.join(folder, RESULT_FILE));
  const ends = new Set<string>();
  for await (const event of readEvents(path.join(folder, EVENTS_FILE))) {
    if (event.kind === 'run-ended') ends.add(event.time);
    foldRun(state, event);
  }
  let bytes = 0;
  const wrong: Verification['wrong'][number][] = [];
  if (state.started === null) wrong.push({ path: EVENTS_FILE, why: 'it does not say that a run began' });
  else if (ended !== null && !ends.has(ended)) {
    wrong.push({ path: EVENTS_FILE, why: `it does not say that the run ended at ${ended}, as ${RESULT_FILE} does` });
  }
  const names = new Set<string>();
  for (const told of toldFiles(state)) {
    signal.throwIfAborted();
    const why = await whyWrong(path.join(folder, told.path), told, signal);
    if (why !== null) wrong.push({ path: told.path, why });
    names.add(told.path);
    bytes += told.bytes;
  }
  for await (const name of untoldFiles(folder, state, names, signal)) {
    wrong.push({ path: name, why: 'no event tells of it: it did not come from a player' });
  }
  return { files: names.size, bytes, wrong };
}

/** When the run ended, by its run.json; `null` where that does not tell: it is made of the events, and they count. */
async function endInResult(file: string): Promise<string | null> {
  try {
    await using handle = await open(file, FLAGS);
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return /^"endTime": "([^"]+)"/m.exec(buffer.toString('utf8', 0, bytesRead))?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Why a file is not what was told of it; `null` when it is. */
async function whyWrong(file: string, { bytes, sha256 }: ToldFile, signal: AbortSignal): Promise<string | null> {
  try {
    await using handle = await open(file, FLAGS);
    const stats: Stats = await handle.stat();
    if (!stats.isFile()) return 'it is no plain file any more';
    if (stats.size !== bytes) return `it has ${stats.size} bytes, and had ${bytes}`;
    return (await checksum(handle, signal)) === sha256 ? null : 'its checksum is another';
  } catch (error) {
    signal.throwIfAborted();
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return 'it is missing';
    // Of a link that is not to be followed FreeBSD says the other.
    if (errno === 'ELOOP' || errno === 'EMLINK') return 'a link stands in its place';
    return `it cannot be read: ${systemReason(error)}`;
  }
}

async function checksum(handle: FileHandle, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  for (let offset = 0; ; ) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    offset += bytesRead;
  }
}
