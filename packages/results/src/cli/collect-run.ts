import path from 'node:path';
import { dialResults } from '@conductor/protocol';
import { ConductorError, PHASES, type PlayerPlan, type Test, type TrialRef } from '@conductor/types';
import { collectTrial } from '../collect-trial.ts';
import { EVENTS_FILE, testFolder } from '../directory/run-paths.ts';
import type { ConfigSource } from '../directory/test-copies.ts';
import { RunDirectory } from '../run-directory.ts';
import { fileExists } from '../storage/file-exists.ts';
import { userName, writerName } from '../storage/writer-name.ts';
import type { Wishes } from './read-command-line.ts';

/** A test, as its files say. */
export interface ReadTest {
  readonly test: Test;
  readonly sources: readonly ConfigSource[];
}

/**
 * Follows every trial of a run on all players of its test, into a run directory that is made or gone on with. Throws the first error
 * of a player when the others are done; the signal's own reason when it is aborted.
 */
export async function collectRun(
  { test, sources }: ReadTest,
  wishes: Wishes,
  version: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  await using directory = await openDirectory({ test, sources }, wishes, version);
  say(`collecting run ${wishes.runId} of ${test.players.length} players into ${directory.path}`);
  for (let number = 1; number <= test.trials; number += 1) {
    const trial: TrialRef = { caseName: '', trial: number };
    directory.append({ kind: 'trial-started', trial });
    const collecting = test.players.map((player) => collectPlayer(directory, player, trial, wishes, version, signal));
    const ends = await Promise.allSettled(collecting);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    directory.append({ kind: 'trial-ended', trial });
    await directory.save();
    say(`trial ${number} of ${test.trials} is here`);
  }
}

async function openDirectory({ test, sources }: ReadTest, wishes: Wishes, version: string): Promise<RunDirectory> {
  const { results, runId, insecureNetwork } = wishes;
  const folder = path.join(results, testFolder(test.name), runId);
  if (await fileExists(path.join(folder, EVENTS_FILE))) return RunDirectory.open(folder);
  const run = {
    root: results,
    test,
    runId,
    sources,
    phases: PHASES,
    conductor: userName(),
    version,
    insecure: insecureNetwork,
  };
  return RunDirectory.create(run);
}

async function collectPlayer(
  directory: RunDirectory,
  player: PlayerPlan,
  trial: TrialRef,
  { runId, epoch, insecureNetwork }: Wishes,
  version: string,
  signal: AbortSignal,
): Promise<void> {
  const address = { name: player.name, host: player.address, port: player.port };
  const dial = (dialSignal: AbortSignal) =>
    dialResults(address, { self: writerName(), version, insecureNetwork }, dialSignal);
  try {
    await collectTrial({ directory, player, run: { runId, epoch }, trial, dial }, signal);
  } catch (error) {
    signal.throwIfAborted();
    const reason = ConductorError.from(error, 'protocol', `the results of player "${player.name}"`);
    directory.append({ kind: 'problem', player: player.name, text: reason.message });
    throw reason;
  }
}
