import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { GUARDIAN_FILES, guardianFolder } from '../guardian/guardian-folder.ts';

/** A trial that an earlier life of the player left in its state folder. */
export interface KeptTrialFolder {
  readonly path: string;
  /** `closed`: only its results are left. `owed`: Startup may have begun, and nobody wrote that Reset is over. */
  readonly state: 'closed' | 'not-begun' | 'owed';
}

/** The last records of a journal are within so many bytes of its end. */
const TAIL_BYTES = 4_096;

/** All trials that are kept in a state folder. */
export function keptTrials(stateFolder: string): readonly KeptTrialFolder[] {
  const runs = join(stateFolder, 'runs');
  return foldersIn(runs)
    .flatMap((run) => foldersIn(run))
    .flatMap((caseFolder) => foldersIn(caseFolder))
    .map((path) => ({ path, state: stateOf(path) }));
}

function stateOf(path: string): KeptTrialFolder['state'] {
  if (tailOf(join(path, 'journal.ndjson')).includes('"kind":"trial-closed"')) return 'closed';
  const tokens = namesIn(join(guardianFolder(path), GUARDIAN_FILES.token));
  return tokens.some((name) => name.startsWith('armed.') || name.startsWith('claimed.')) ? 'owed' : 'not-begun';
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function tailOf(path: string): string {
  if (!existsSync(path)) return '';
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(descriptor, tail, 0, tail.length, size - tail.length);
    return tail.toString();
  } finally {
    closeSync(descriptor);
  }
}
