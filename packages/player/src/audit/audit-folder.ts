import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf } from '@conductor/types';

/** Where a state folder has its audit log. */
export function auditFolder(stateFolder: string): string {
  return join(stateFolder, 'audit');
}

/** The file that says which record is the last. */
export function headFile(folder: string): string {
  return join(folder, 'head');
}

/** The file of a segment, numbered from 1. */
export function segmentFile(folder: string, number: number): string {
  return join(folder, segmentName(number));
}

/** The name of a segment: `000001.ndjson`. */
export function segmentName(number: number): string {
  return `${String(number).padStart(6, '0')}.ndjson`;
}

/** The numbers of the segments that are there, in order. Throws what the file system says; without a folder there are none. */
export function segmentNumbers(folder: string): readonly number[] {
  return namesIn(folder)
    .flatMap((name) => /^(\d{6,})\.ndjson$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}
