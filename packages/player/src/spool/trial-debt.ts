import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResetState } from '@conductor/types';
import { guardianState } from '../guardian/index.ts';
import { knownTrial } from '../recovery/known-trial.ts';
import { readPast } from '../recovery/read-past.ts';
import { TrialFolder } from '../storage/trial-folder.ts';
import { trialNameOf } from '../storage/trial-name.ts';
import { heldRun } from './held-run.ts';

/**
 * What is known of the Reset of a trial that is kept. `open`: a player or a guardian is at work on the trial. `owed`:
 * nobody is, and Startup may have begun. The others as the journal says them.
 */
export type TrialDebt = 'open' | 'owed' | ResetState;

/** The last records of a journal are within so many bytes of its end. */
const TAIL_BYTES = 4_096;

/** Finds out from the folder of a trial what is owed. */
export async function trialDebt(folder: string, stateFolder: string): Promise<TrialDebt> {
  const tail = await journalTail(folder);
  const closed = /"kind":"trial-closed","reset":"(not-owed|paid|waived|unconfirmed)"/.exec(tail)?.[1];
  if (isResetState(closed)) return closed;
  // A player is at work on one run at a time: what it could not bring to its end when it began is nobody's.
  if (heldRun(stateFolder) === trialNameOf(folder).runId) return 'open';
  const { kind } = await guardianState(folder);
  switch (kind) {
    case 'at-work':
      return 'open';
    case 'owed':
    case 'paid':
      return kind;
    case 'disarmed':
      return /"kind":"phase-finished","phase":"reset"/.test(tail) ? 'paid' : 'not-owed';
    case 'not-owed':
    case 'none':
      return owedByJournal(new TrialFolder(folder), kind === 'not-owed') ? 'owed' : 'not-owed';
    default:
      return kind satisfies never;
  }
}

/** Where no guardian tells. A folder without a trial was never loaded; of one that is damaged and has no journal nothing is known. */
function owedByJournal(folder: TrialFolder, hasGuardian: boolean): boolean {
  const known = knownTrial(folder);
  if (known === null) return false;
  const past = readPast(folder);
  const isUnknown = known.file.kind === 'damaged' && past.lastSeq === 0 && !hasGuardian;
  return isUnknown || (past.hasBegunStartup && !past.hasFinishedReset);
}

/** Whether nothing is owed any more, and nobody is at work. */
export function isSettled(debt: TrialDebt): boolean {
  return debt !== 'open' && debt !== 'owed';
}

function isResetState(word: string | undefined): word is ResetState {
  return word !== undefined;
}

/** The end of each segment of a journal. */
async function journalTail(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /^journal.*\.ndjson$/.test(name));
  const tails = await Promise.all(names.map((name) => tailOf(join(folder, name))));
  return tails.join('');
}

async function tailOf(path: string): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
  await file.read(tail, 0, tail.length, size - tail.length);
  return tail.toString();
}
