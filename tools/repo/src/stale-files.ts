import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files of a folder, by their paths in it, with a digest of what each holds. */
export type Snapshot = ReadonlyMap<string, string>;

/** Reads every file under a folder; a folder that does not exist has none. */
export function takeSnapshot(folder: string): Snapshot {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name));
  return new Map(paths.map((path) => [relative(folder, path), digestOf(path)]));
}

/** What generating again has changed: one line per file. */
export function staleFiles(before: Snapshot, after: Snapshot): string[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    if (before.get(path) === after.get(path)) return [];
    if (!before.has(path)) return [`${path}: was not there`];
    return [after.has(path) ? `${path}: had another content` : `${path}: is not generated any more`];
  });
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
