import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nullIfAbsent } from '../storage/null-if-absent.ts';
import { runsFolder } from '../storage/trial-folder.ts';
import { textOf, trialNameOf } from '../storage/trial-name.ts';
import { type TrialDebt, trialDebt } from './trial-debt.ts';

/** What is kept of one run in a state folder. */
export interface SpooledRun {
  readonly runId: string;
  readonly folder: string;
  readonly trials: readonly SpooledTrial[];
  readonly bytes: number;
  /** When something was last written down about it. */
  readonly changed: Date;
}

/** What is kept of one trial. */
export interface SpooledTrial {
  readonly caseName: string;
  /** From 1. */
  readonly trial: number;
  readonly folder: string;
  /** When it was loaded. */
  readonly loaded: Date;
  readonly debt: TrialDebt;
  /** A collector holds everything of it. */
  readonly isCollected: boolean;
}

/** In the folder of a trial that a collector holds everything of. */
export const COLLECTED_FILE = 'collected';

/** All runs that are kept in a state folder but one, the oldest first. Runs that are removed meanwhile are left out. */
export async function spooledRuns(stateFolder: string, but: string | null = null): Promise<readonly SpooledRun[]> {
  const runs: SpooledRun[] = [];
  for (const name of await foldersIn(runsFolder(stateFolder))) {
    if (textOf(name) === but) continue;
    const run = await readRun(join(runsFolder(stateFolder), name), textOf(name), stateFolder);
    if (run) runs.push(run);
  }
  return runs.sort((one, other) => one.changed.getTime() - other.changed.getTime());
}

async function readRun(folder: string, runId: string, stateFolder: string): Promise<SpooledRun | null> {
  const trials: SpooledTrial[] = [];
  for (const caseName of await foldersIn(folder)) {
    for (const name of await foldersIn(join(folder, caseName))) {
      const trial = await readTrial(join(folder, caseName, name), stateFolder).catch(nullIfAbsent);
      if (trial) trials.push(trial);
    }
  }
  const measured = await measure(folder).catch(nullIfAbsent);
  return measured && { runId, folder, trials, ...measured };
}

async function readTrial(folder: string, stateFolder: string): Promise<SpooledTrial> {
  const { mtime } = await stat(join(folder, 'trial.json')).catch(() => stat(folder));
  const names = await readdir(folder);
  const debt = await trialDebt(folder, stateFolder);
  const { caseName, trial } = trialNameOf(folder);
  return { caseName, trial, folder, loaded: mtime, debt, isCollected: names.includes(COLLECTED_FILE) };
}

async function measure(folder: string): Promise<Pick<SpooledRun, 'bytes' | 'changed'>> {
  let bytes = 0;
  let changed = (await stat(folder)).mtime;
  for await (const path of filesBelow(folder)) {
    const found = await stat(path).catch(nullIfAbsent);
    if (!found) continue;
    bytes += found.size;
    if (found.mtime > changed) changed = found.mtime;
  }
  return { bytes, changed };
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  for (const entry of await entriesIn(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  return (await entriesIn(folder)).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function entriesIn(folder: string): Promise<readonly Dirent[]> {
  return (await readdir(folder, { withFileTypes: true }).catch(nullIfAbsent)) ?? [];
}
