import path from 'node:path';
import { EVENTS_FILE } from '../directory/run-paths.ts';
import { fileExists } from '../storage/file-exists.ts';
import { readEvents } from './read-events.ts';

/** Whether anything was told in a run directory. A program that dies while it makes one leaves a directory in which nothing was. */
export async function hasBegun(folder: string): Promise<boolean> {
  const file = path.join(folder, EVENTS_FILE);
  if (!(await fileExists(file))) return false;
  for await (const _event of readEvents(file)) return true;
  return false;
}
