import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { CollectorFrame, Position } from '@conductor/protocol';
import { stepFolder } from '../directory/run-paths.ts';
import { storageError } from '../storage/storage-error.ts';
import { syncFolder } from '../storage/write-whole-file.ts';
import type { EndedSource } from './ended-source.ts';
import { fourAtOnce } from './four-at-once.ts';
import { placeFile } from './place-file.ts';
import type { Batch, TrialIntake } from './trial-intake.ts';

/** What may be said to the player once it is durable. */
export type Acknowledge = Extract<CollectorFrame, { kind: 'acknowledge' }>;

/** Read, write and execute for owner, group and others. */
const PERMISSIONS = 0o777;

type EndedFile = Extract<EndedSource, { kind: 'file' }>;

/**
 * Makes a batch durable and says so, in this order and no other: bytes to the disk, names to the disk, events to the disk; then
 * temporary names go, and what is returned may be acknowledged.
 */
export async function settleBatch(intake: TrialIntake, batch: Batch): Promise<Acknowledge> {
  const positions: Position[] = batch.grown.map(({ source, incoming }) => ({ source, offset: incoming.bytes }));
  const files = batch.ended.filter((ended) => ended.kind === 'file');
  await syncBytes(intake, batch);
  const placed = new Map<EndedFile, string>();
  for (const file of files) placed.set(file, await place(intake, file));
  await syncFolders(intake.shared.folders);
  for (const ended of batch.ended) tell(intake, ended, placed);
  await intake.collection.directory.durable(intake.shared.signal);
  for (const { inflow, source } of files) {
    await rm(inflow.incoming.path, { force: true });
    intake.fetched.forget(source);
  }
  return {
    kind: 'acknowledge',
    positions: [...batch.journal, ...positions],
    complete: batch.ended.map(({ source }) => source),
  };
}

/** Fetched files get their mode and time before they are synced. Special bits (setuid) are dropped. */
async function syncBytes({ shared }: TrialIntake, { grown, ended }: Batch): Promise<void> {
  const deeds = new Map(grown.map(({ incoming }) => [incoming, () => incoming.sync()]));
  for (const source of ended) {
    if (source.kind === 'over') continue;
    const { incoming } = source.inflow;
    await shared.files.close(incoming.path);
    deeds.set(incoming, () => incoming.sync(source.kind === 'file' ? marksOf(source) : undefined));
  }
  await fourAtOnce(deeds.values(), (sync) => sync());
}

function marksOf({ inflow: { found } }: EndedFile): { mode: number; modified: Date } {
  return { mode: found.mode & PERMISSIONS, modified: new Date(found.modified) };
}

async function place({ collection, shared }: TrialIntake, { source, inflow }: EndedFile): Promise<string> {
  const { directory, trial, player } = collection;
  const { step, file } = source;
  const folder = path.join(directory.path, stepFolder(trial, step.phase, player.name), 'files');
  const from = inflow.incoming.path;
  const placing = {
    from,
    source: inflow.found.path,
    root: directory.path,
    folder,
    lastResort: `${step.index}-${file}`,
    unsynced: shared.folders,
  };
  try {
    return await shared.room.whenThereIsRoom(folder, () => placeFile(placing), shared.signal);
  } catch (error) {
    shared.signal.throwIfAborted();
    throw storageError('write', folder, error);
  }
}

async function syncFolders(folders: Set<string>): Promise<void> {
  const all = Array.from(folders);
  folders.clear();
  await fourAtOnce(all, async (folder) => {
    await syncFolder(folder).catch((error) => {
      throw storageError('write', folder, error);
    });
  });
}

function tell({ collection, outputs }: TrialIntake, ended: EndedSource, placed: ReadonlyMap<EndedFile, string>): void {
  const { directory, player, trial } = collection;
  switch (ended.kind) {
    case 'output': {
      const event = outputs.conclusion(ended);
      if (event !== null) directory.append(event);
      break;
    }
    case 'file': {
      const { found, incoming } = ended.inflow;
      directory.append({
        kind: 'file-fetched',
        player: player.name,
        trial,
        step: ended.source.step,
        file: ended.source.file,
        source: found.path,
        path: path.relative(directory.path, placed.get(ended) ?? ''),
        bytes: incoming.bytes,
        mode: found.mode & PERMISSIONS,
        modified: found.modified,
        sha256: ended.sha256,
      });
      break;
    }
    case 'over':
      break;
    default:
      ended satisfies never;
  }
}
