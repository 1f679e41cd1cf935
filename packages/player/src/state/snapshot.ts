import { writeFileSync } from 'node:fs';
import { systemReason, type UnseenState } from '@conductor/types';
import { readPlainFile } from '../storage/read-plain-file.ts';
import type { HostEntries } from './host-item.ts';

/** How a host is, as far as it was looked at. */
export interface Snapshot {
  readonly seen: ReadonlyMap<string, HostEntries>;
  readonly unseen: readonly UnseenState[];
}

/** As it stands in a file. */
interface SnapshotFile {
  readonly seen: readonly (readonly [item: string, entries: readonly (readonly [name: string, value: string])[]])[];
  readonly unseen: readonly UnseenState[];
}

/** Throws what the file system says. */
export function writeSnapshot(path: string, { seen, unseen }: Snapshot): void {
  const file: SnapshotFile = { seen: Array.from(seen, ([item, entries]) => [item, [...entries]]), unseen };
  writeFileSync(path, JSON.stringify(file), { mode: 0o600 });
}

/** Throws an Error that says why it cannot be read. */
export function readSnapshot(path: string): Snapshot {
  try {
    const bytes = readPlainFile(path);
    if (bytes === null) throw new Error(`there is no ${path}`);
    const { seen, unseen }: SnapshotFile = JSON.parse(bytes.toString());
    return { seen: new Map(seen.map(([item, entries]) => [item, new Map(entries)])), unseen };
  } catch (error) {
    throw new Error(`how it was before Startup cannot be read: ${systemReason(error)}`, { cause: error });
  }
}
