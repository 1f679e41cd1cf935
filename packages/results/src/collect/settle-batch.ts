import { unlink } from 'node:fs/promises';
import path from 'node:path';
import type { CollectorFrame, Position } from '@conductor/protocol';
import { errnoOf } from '@conductor/types';
import { stepFolder } from '../directory/run-paths.ts';
import type { FolderMaker } from '../storage/folder-maker.ts';
import { storageError } from '../storage/storage-error.ts';
import { syncFolder } from '../storage/write-whole-file.ts';
import type { EndedSource } from './ended-source.ts';
import { placeFile } from './place-file.ts';
import { severalAtOnce } from './several-at-once.ts';
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
  const placed = await placeAll(intake, files);
  await syncFolders(intake.shared.folders);
  for (const ended of batch.ended) tell(intake, ended, placed);
  await intake.collection.directory.durable(intake.shared.signal);
  await severalAtOnce(files, async ({ inflow, source }) => {
    await removeTemporary(inflow.incoming.path);
    intake.fetched.forget(source);
  });
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
  await severalAtOnce(deeds.values(), (sync) => sync());
}

/** Where it was renamed, as no link can be made, there is none any more. */
async function removeTemporary(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw storageError('remove', file, error);
  }
}

function marksOf({ inflow: { found } }: EndedFile): { mode: number; modified: Date } {
  return { mode: found.mode & PERMISSIONS, modified: new Date(found.modified) };
}

/** Of two files of one path the first gets the name. */
async function placeAll(intake: TrialIntake, files: readonly EndedFile[]): Promise<Map<EndedFile, string>> {
  const placed = new Map<EndedFile, string>();
  const paths = new Set<string>();
  const later: EndedFile[] = [];
  for (const file of files) {
    const { path: source } = file.inflow.found;
    if (paths.has(source)) later.push(file);
    paths.add(source);
  }
  const first = new Set(files).difference(new Set(later));
  await severalAtOnce(first, async (file) => void placed.set(file, await place(intake, file)));
  for (const file of later) placed.set(file, await place(intake, file));
  return placed;
}

async function place({ collection, shared }: TrialIntake, { source, inflow }: EndedFile): Promise<string> {
  const { directory, trial, player } = collection;
  const { step, file } = source;
  const folder = path.join(directory.path, stepFolder(trial, step.phase, player.name), 'files');
  const from = inflow.incoming.path;
  const placing = {
    from,
    source: inflow.found.path,
    folder,
    lastResort: `${step.index}-${file}`,
    folders: shared.folders,
  };
  try {
    return await shared.room.whenThereIsRoom(folder, () => placeFile(placing), shared.signal);
  } catch (error) {
    shared.signal.throwIfAborted();
    throw storageError('write', folder, error);
  }
}

async function syncFolders(folders: FolderMaker): Promise<void> {
  await severalAtOnce(folders.takeUnsynced(), async (folder) => {
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
        ...(incoming.occupiedBytes === null ? {} : { occupiedBytes: incoming.occupiedBytes }),
        ...(ended.remark === undefined ? {} : { remark: ended.remark }),
      });
      break;
    }
    case 'over':
      break;
    default:
      ended satisfies never;
  }
}
