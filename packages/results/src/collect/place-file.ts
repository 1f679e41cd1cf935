import { link, lstat, rename } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from '@conductor/types';
import type { FolderMaker } from '../storage/folder-maker.ts';
import { makeFolder } from '../storage/make-folder.ts';
import { fetchedPath } from './fetched-path.ts';

/** A name that this many files wanted is not tried further; a checksum of what asks ends the search. */
const TRIES = 100;

/** What is to be placed. */
export interface Placing {
  /** The whole file, under its temporary name. */
  readonly from: string;
  /** Its path on the player. */
  readonly source: string;
  /** The folder of the run directory below which the file goes. */
  readonly folder: string;
  /** Unique for each file of the folder: what tells it from others when every name is taken. */
  readonly lastResort: string;
  /** Makes the folders on the way. */
  readonly folders: FolderMaker;
}

/**
 * Gives a whole file its final name, and returns its path. What stands there is never touched: a second file of a name gets
 * `~2`. May be repeated after a crash: the same file gets the same name.
 */
export async function placeFile(placing: Placing): Promise<string> {
  const { from, source, folder, lastResort, folders } = placing;
  const segments = fetchedPath(source).split(path.sep);
  const name = segments.pop() ?? lastResort;
  await folders.make(folder);
  const parent = await folders.once(path.join(folder, ...segments), (unsynced) =>
    parentFolder(folder, segments, unsynced),
  );
  for (const candidate of namesLike(name, lastResort)) {
    const target = path.join(parent, candidate);
    if (await takeName(from, target)) return target;
  }
  throw new Error('every name that it could have is taken');
}

/** The folders on the way; where a fetched file has the name of one, the folder gets another. */
async function parentFolder(folder: string, segments: readonly string[], unsynced: Set<string>): Promise<string> {
  let parent = folder;
  for (const segment of segments) parent = await subfolder(parent, segment, unsynced);
  return parent;
}

async function subfolder(parent: string, segment: string, unsynced: Set<string>): Promise<string> {
  for (const candidate of namesLike(segment, '~')) {
    const folder = path.join(parent, candidate);
    try {
      await makeFolder(parent, folder, unsynced);
      return folder;
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST' && errnoOf(error) !== 'ENOTDIR') throw error;
    }
  }
  throw new Error(`every name like ${segment} is taken by a file`);
}

function* namesLike(name: string, lastResort: string): Generator<string> {
  yield name;
  for (let number = 2; number < TRIES; number += 1) yield `${name}~${number}`;
  yield `${name}~${lastResort}`;
}

/** A hard link takes a name only when it is free; where there are none, a rename after a look does. */
async function takeName(from: string, target: string): Promise<boolean> {
  try {
    await link(from, target);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return isSameFile(from, target);
    if (errnoOf(error) !== 'EPERM' && errnoOf(error) !== 'ENOTSUP' && errnoOf(error) !== 'EOPNOTSUPP') throw error;
  }
  if (await exists(target)) return false;
  await rename(from, target);
  return true;
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([lstat(one), lstat(other)]);
  return first.ino === second.ino && first.dev === second.dev;
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
