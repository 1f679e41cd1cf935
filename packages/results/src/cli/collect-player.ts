import { dialResults, type LabAccess } from '@conductor/protocol';
import { ConductorError, type PlayerPlan, type TrialRef } from '@conductor/types';
import type { Collection } from '../collect/collection.ts';
import { collectTrial } from '../collect-trial.ts';
import { isTrialHome } from '../fold/is-trial-home.ts';
import type { RunDirectory } from '../run-directory.ts';
import { pause } from '../storage/pause.ts';
import { writerName } from '../storage/writer-name.ts';
import { Patience } from './patience.ts';
import type { Wishes } from './read-command-line.ts';

/** Between two questions to a player that has no such trial yet, in milliseconds. */
const ASK_AGAIN_MS = 500;

/** Whose results of which trial are brought where. */
export interface PlayerCollection {
  readonly directory: RunDirectory;
  readonly player: PlayerPlan;
  readonly trial: TrialRef;
  /** How many players may send at a time: those of the trial. */
  readonly playerCount: number;
  readonly wishes: Wishes;
  /** What the player may bring home of the trial. */
  readonly maxResultsBytes: number;
  readonly version: string;
  readonly lab: LabAccess;
  readonly say: (line: string) => void;
}

/**
 * Brings a player's trial home. A player that is not there, or has not come to the trial, is waited for, for as long as
 * `--wait-players` says; then a ConductorError says what was waited for.
 */
export async function collectPlayer(collection: PlayerCollection, signal: AbortSignal): Promise<void> {
  const { directory, player, trial, wishes, say, maxResultsBytes } = collection;
  const run = { runId: wishes.runId, epoch: wishes.epoch };
  const patience = new Patience(`trial ${trial.trial} of ${player.name}`, wishes.waitPlayersMs, say);
  for (;;) {
    const error = await collectOrRefusal({ directory, player, run, trial, maxResultsBytes }, collection, signal);
    if (error === null) return;
    // It has let the run go, which it does when it is told to: then everything is here, or the run never came so far.
    if (isTrialHome(directory.state, trial, player.name)) return;
    const spent = patience.spend(error);
    if (spent !== null) throw spent;
    await pause(ASK_AGAIN_MS, signal);
  }
}

/** Collects as long as there is somebody to collect from; returns why a player says that it has nothing of this run. */
async function collectOrRefusal(
  what: Collection,
  collection: PlayerCollection,
  signal: AbortSignal,
): Promise<ConductorError | null> {
  const { player, wishes, say } = collection;
  const patience = new Patience(player.name, wishes.waitPlayersMs, say);
  const giveUp = new AbortController();
  const dial = async (dialSignal: AbortSignal) => {
    try {
      const connection = await dialPlayer(collection, dialSignal);
      patience.renew();
      return connection;
    } catch (thrown) {
      const spent = patience.spend(ConductorError.from(thrown, 'unreachable', `player "${player.name}"`));
      // Thrown alone it would be taken for one more cut, after which to call again.
      if (spent !== null) giveUp.abort(spent);
      throw thrown;
    }
  };
  try {
    await collectTrial({ ...what, dial }, AbortSignal.any([signal, giveUp.signal]));
    return null;
  } catch (error) {
    if (error instanceof ConductorError && error.code === 'fenced') return error;
    throw error;
  }
}

async function dialPlayer(collection: PlayerCollection, signal: AbortSignal) {
  const { player, playerCount: players, wishes, version, lab } = collection;
  const address = { name: player.name, host: player.address, port: player.port };
  const { insecureNetwork } = wishes;
  const load = { kind: 'one-of', players } as const;
  return await dialResults(address, { self: writerName(), version, insecureNetwork, lab, load }, signal);
}
