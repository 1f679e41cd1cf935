import path from 'node:path';
import type { ResultsConnection } from '@conductor/protocol';
import { ConductorError, type ErrorCode } from '@conductor/types';
import { collectOnce } from './collect/collect-once.ts';
import type { Collection, DialResults } from './collect/collection.ts';
import { tidyIncoming } from './collect/tidy-incoming.ts';
import { TrialIntake } from './collect/trial-intake.ts';
import { fetchManifests } from './directory/fetch-manifest.ts';
import { makeFolder } from './storage/make-folder.ts';
import { pause } from './storage/pause.ts';
import { storageError } from './storage/storage-error.ts';
import { writeWholeFile } from './storage/write-whole-file.ts';

/** Pauses between a cut and the next call: doubled each time that nothing came of it. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Failures of a conversation that another may not have. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['lost', 'unreachable', 'deadline']);

/** The results of whom, and how to have them: over a connection that the caller closes, or over as many as it takes. */
export type TrialCollection = Collection &
  (
    | { readonly connection: ResultsConnection; readonly dial?: never }
    | { readonly dial: DialResults; readonly connection?: never }
  );

/**
 * Brings all results of one player's trial home: follows it until the player says that it is over, continuing from what is on disk.
 * What is acknowledged is durable. With `dial`, calls again after every cut; with `connection`, a cut is a ConductorError of code
 * `lost`. May be called again at any time, by this program or another that has the run directory. What the player may not say
 * is an error of code `protocol`, a disk that refuses one of code `storage`; the signal's own reason is thrown when it gives up.
 */
export async function collectTrial(collection: TrialCollection, signal: AbortSignal): Promise<void> {
  try {
    if (collection.connection !== undefined) await collectOver(collection.connection, collection, signal);
    else await collectThroughCuts(collection.dial, collection, signal);
    await tidyIncoming(collection);
    await writeManifests(collection, signal);
  } catch (error) {
    if (!(error instanceof ConductorError && error.code === 'storage')) await tellUnfinished(collection);
    throw error;
  }
}

async function collectThroughCuts(dial: DialResults, collection: Collection, signal: AbortSignal): Promise<void> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    signal.throwIfAborted();
    try {
      await using connection = await dial(signal);
      pauseMs = FIRST_PAUSE_MS;
      return await collectOver(connection, collection, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ConductorError && PASSING.has(error.code))) throw error;
    }
    await pause(pauseMs, signal);
  }
}

async function collectOver(connection: ResultsConnection, collection: Collection, signal: AbortSignal): Promise<void> {
  if ((await collectOnce(connection, collection, signal)) === 'trial-over') return;
  const { name } = collection.player;
  throw new ConductorError('lost', `player "${name}": bytes came damaged, and are asked for again`, { player: name });
}

/** What is held of outputs whose rest does not come is said, so that it can be found. */
async function tellUnfinished(collection: Collection): Promise<void> {
  await using intake = new TrialIntake(collection, new AbortController().signal);
  await intake.resume();
  for (const event of intake.outputs.unfinished()) collection.directory.append(event);
  await writeManifests(collection, null).catch((error: Error) => {
    collection.directory.append({ kind: 'problem', text: error.message });
  });
}

/** What was fetched is told beside it as well: made of the events, and rewritten in one step. Waits for room where there is a signal to end that. */
async function writeManifests({ directory, player, trial }: Collection, signal: AbortSignal | null): Promise<void> {
  for (const { path: name, text } of fetchManifests(directory.state, trial, player)) {
    const file = path.join(directory.path, name);
    const write = async () => {
      await makeFolder(directory.path, path.dirname(file), new Set());
      await writeWholeFile(file, [text()]);
    };
    try {
      await (signal === null ? write() : directory.room.whenThereIsRoom(file, write, signal));
    } catch (error) {
      signal?.throwIfAborted();
      throw storageError('write', file, error);
    }
  }
}
