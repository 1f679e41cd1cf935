import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConductorError, errnoOf, systemReason } from '@conductor/types';
import * as v from 'valibot';
import { fileVersion } from '../private/file-version.ts';
import { createPrivateFile, readPrivateFile, writePrivateFile } from '../private/private-file.ts';
import { type CallerEntry, callerEntrySchema, entryText, type PlayerEntry, playerEntrySchema } from './player-entry.ts';

/** The entries of one kind in a lab's folder: a small file each. */
export class LabEntries<Entry extends PlayerEntry | CallerEntry> {
  readonly #folder: string;
  readonly #schema: v.GenericSchema<unknown, Entry>;
  readonly #keyOf: (entry: Entry) => string;
  /** What each file held, and which file that was. */
  readonly #known = new Map<string, { readonly version: string; readonly entry: Entry }>();

  constructor(folder: string, schema: v.GenericSchema<unknown, Entry>, keyOf: (entry: Entry) => string) {
    this.#folder = folder;
    this.#schema = schema;
    this.#keyOf = keyOf;
  }

  /** All of them, by name. A ConductorError of code `storage` names a file that is none. */
  async all(): Promise<Entry[]> {
    const { entries, faults } = await this.readable();
    for (const fault of faults) throw fault;
    return entries;
  }

  /** All that can be read, and what is wrong with the others: one that somebody is just mending is no trouble of the rest. */
  async readable(): Promise<{ readonly entries: Entry[]; readonly faults: readonly ConductorError[] }> {
    const names = await readdir(this.#folder).catch(noneWhenAbsent(this.#folder));
    const files = names.filter((name) => name.endsWith('.json')).sort();
    const reads = await Promise.allSettled(files.map((name) => this.#readChanged(join(this.#folder, name))));
    // One may have been removed since.
    const entries = reads.flatMap((read) => (read.status === 'fulfilled' && read.value !== null ? [read.value] : []));
    const faults = reads.flatMap((read) =>
      read.status === 'rejected' ? [ConductorError.from(read.reason, 'storage', this.#folder)] : [],
    );
    return { entries, faults };
  }

  /** The one of a key: of a player its name, of a caller `collector-store1`, whatever its case. */
  async get(key: string): Promise<Entry | null> {
    return await this.#read(this.#pathOf(key));
  }

  /** Writes an entry in the place of what is there. */
  async put(entry: Entry): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writePrivateFile(this.#pathOf(this.#keyOf(entry)), entryText(entry));
  }

  /** Writes an entry where there is none of its key; returns whether that was so. */
  async add(entry: Entry): Promise<boolean> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    return await createPrivateFile(this.#pathOf(this.#keyOf(entry)), entryText(entry));
  }

  /** Takes an entry out again. */
  async remove(entry: Entry): Promise<void> {
    await rm(this.#pathOf(this.#keyOf(entry)), { force: true });
  }

  /** Names that differ in case only are one: tests write them as they like. */
  #pathOf(key: string): string {
    return join(this.#folder, `${key.toLowerCase()}.json`);
  }

  /** A lab of a thousand players is looked at every second: a file that is as it was is not read again. */
  async #readChanged(path: string): Promise<Entry | null> {
    // Looked at first: what is replaced while it is read is read again the next time.
    const version = fileVersion(path);
    const known = this.#known.get(path);
    if (known !== undefined && known.version === version) return known.entry;
    this.#known.delete(path);
    const entry = await this.#read(path);
    if (entry !== null && version !== null) this.#known.set(path, { version, entry });
    return entry;
  }

  async #read(path: string): Promise<Entry | null> {
    const text = await readPrivateFile(path, 'public');
    if (text === null) return null;
    const read = v.safeParse(this.#schema, asJson(text));
    if (read.success) return read.output;
    const [issue] = read.issues;
    const where = v.getDotPath(issue);
    const what = where === null ? 'no entry of a lab' : `its "${where}" is not as it must be: ${issue.message}`;
    throw new ConductorError('storage', `${path}: ${what}; mend it, or remove it and enroll again`);
  }
}

/** The players of the lab in a folder. */
export function playerEntries(folder: string): LabEntries<PlayerEntry> {
  return new LabEntries(join(folder, 'players'), playerEntrySchema, ({ name }) => name);
}

/** The conductors and collectors of the lab in a folder, other than the one whose folder it is. */
export function callerEntries(folder: string): LabEntries<CallerEntry> {
  return new LabEntries(
    join(folder, 'callers'),
    callerEntrySchema,
    ({ identity }) => `${identity.role}-${identity.name}`,
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function noneWhenAbsent(folder: string) {
  return (error: unknown): string[] => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw new ConductorError('storage', `${folder} cannot be read: ${systemReason(error)}`, { cause: error });
  };
}
