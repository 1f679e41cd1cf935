import path from 'node:path';
import { openLab } from '@conductor/protocol';
import {
  ConductorError,
  PHASES,
  playersOfTrial,
  stepsToTell,
  type Test,
  type TrialRef,
  trialsInOrder,
} from '@conductor/types';
import { testFolder } from '../directory/run-paths.ts';
import type { ConfigSource } from '../directory/test-copies.ts';
import { hasBegun } from '../events/has-begun.ts';
import { trialKey } from '../fold/run-state.ts';
import { RunDirectory } from '../run-directory.ts';
import { userName } from '../storage/writer-name.ts';
import { awaitRun } from './await-run.ts';
import { collectPlayer, type PlayerCollection } from './collect-player.ts';
import { narrowed } from './narrowed.ts';
import type { Wishes } from './read-command-line.ts';

/** A test, as its files say. */
export interface ReadTest {
  readonly test: Test;
  readonly sources: readonly ConfigSource[];
}

/**
 * Follows every trial of a run on all players of its test, into a run directory that is gone on with, or made as soon as one of them
 * has the run. Throws the first error
 * of a player when the others are done; the signal's own reason when it is aborted.
 */
export async function collectRun(
  { test: read, sources }: ReadTest,
  wishes: Wishes,
  version: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const test = narrowed(read, wishes);
  const maxResultsBytes = wishes.maxResultsBytes ?? test.settings.maxResultsBytes;
  const lab = openLab(wishes.labFolder, 'collector');
  const folder = path.join(wishes.results, testFolder(test.name), wishes.runId);
  const isBegun = await hasBegun(folder);
  if (!isBegun) await awaitRun({ players: test.players, wishes, version, lab, say }, signal);
  await using directory = await (isBegun
    ? RunDirectory.open(folder)
    : makeDirectory({ test, sources }, wishes, version));
  const { length } = test.players;
  say(`collecting run ${wishes.runId} of ${length} player${length === 1 ? '' : 's'} into ${directory.path}`);
  const collecting = { directory, wishes, version, say, maxResultsBytes, lab };
  try {
    await collectTrials(test, collecting, signal);
  } finally {
    // Also of what is not whole: nobody knows whether somebody starts again.
    await (await import('./write-reports.ts')).writeReports(directory);
  }
}

/** All trials of a test, one after the other. */
async function collectTrials(test: Test, collecting: Collecting, signal: AbortSignal): Promise<void> {
  const { directory, say } = collecting;
  const trials = trialsInOrder(test);
  for (const trial of trials) {
    if (!isKnown(directory, trial)) directory.append({ kind: 'trial-started', trial, ...stepsToTell(test, trial) });
    const players = playersOfTrial(test, trial);
    const shared = { ...collecting, trial, playerCount: players.length };
    const collections = players.map((player) => ({ ...shared, player }));
    const ends = await Promise.allSettled(collections.map((collection) => collectOrTell(collection, signal)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    directory.append({ kind: 'trial-ended', trial });
    await directory.save();
    say(`trial ${trial.trial} of ${trials.length} is here`);
  }
}

/** What all collections of a run share. */
type Collecting = Omit<PlayerCollection, 'player' | 'playerCount' | 'trial'>;

/** Another time, the collector goes on with what it began. */
function isKnown({ state }: RunDirectory, trial: TrialRef): boolean {
  return state.trials.has(trialKey(trial));
}

async function collectOrTell(collection: PlayerCollection, signal: AbortSignal): Promise<void> {
  const { directory, player } = collection;
  try {
    await collectPlayer(collection, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = ConductorError.from(error, 'protocol', `the results of player "${player.name}"`);
    directory.append({ kind: 'problem', player: player.name, text: reason.message });
    throw reason;
  }
}

/** In this directory the results are our own, whatever the test says of the one that `conduct` writes. */
function makeDirectory({ test: read, sources }: ReadTest, wishes: Wishes, version: string): Promise<RunDirectory> {
  const { results, runId, insecureNetwork } = wishes;
  const test: Test = { ...read, settings: { ...read.settings, collector: 'own' } };
  const run = {
    root: results,
    test,
    runId,
    sources,
    phases: PHASES,
    conductor: userName(),
    version,
    insecure: insecureNetwork,
    writtenBy: 'collector',
  } as const;
  return RunDirectory.create(run);
}
