import path from 'node:path';
import type { Phase, PlayerPlan, RunEvent, StepResult } from '@conductor/types';
import type { Collection } from '../../src/collect/collection.ts';
import { collectTrial, type TrialCollection } from '../../src/collect-trial.ts';
import type { RunDirectory } from '../../src/run-directory.ts';
import { newDirectory, RUN_ID, temporaryFolder } from './new-directory.ts';
import { sampleTest } from './sample-test.ts';
import { type Script, type ScriptedPlayer, scriptedPlayer } from './scripted-player.ts';

export const TRIAL = { caseName: '', trial: 1 };
export const RUN = { runId: RUN_ID, epoch: 1 };

/** A run directory and a player that is scripted for its one trial. */
export interface Stage extends AsyncDisposable {
  readonly folder: string;
  readonly player: ScriptedPlayer;
  readonly directory: RunDirectory;
  /** Every event so far. */
  readonly events: RunEvent[];
  /** What is collected. */
  readonly what: Collection;
  /** The same, dialling as often as it takes. */
  readonly collection: TrialCollection;
  /** Collects the trial, within 30 s. */
  collect(): Promise<void>;
  step(phase: Phase, index: number): StepResult;
}

/** A run directory below `root`, by default a temporary folder, and a player with this script. */
export async function stage(plan: PlayerPlan, script: Script, root?: string): Promise<Stage> {
  const folder = await temporaryFolder();
  const player = await scriptedPlayer(plan, script, folder.path);
  const events: RunEvent[] = [];
  const results = root ?? path.join(folder.path, 'results');
  const directory = await newDirectory(results, sampleTest([plan]), (event) => events.push(event));
  const what = { directory, player: plan, run: RUN, trial: TRIAL };
  const collection = { ...what, dial: player.dial };
  return {
    folder: folder.path,
    player,
    directory,
    events,
    what,
    collection,
    collect: () => collectTrial(collection, AbortSignal.timeout(30_000)),
    step(phase, index) {
      const players = directory.result().trials[0]?.phases.find((one) => one.phase === phase)?.players;
      const found = players?.[0]?.steps[index - 1];
      if (found === undefined) throw new Error(`no result of ${phase} step ${index}`);
      return found;
    },
    async [Symbol.asyncDispose]() {
      await directory.close();
      await player[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
