import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { CollectorFrame } from '@conductor/protocol';
import {
  type Clock,
  ConductorError,
  type KeptRun,
  type ResetState,
  type RunRef,
  type TrialRef,
} from '@conductor/types';
import type { EarlierTrial } from '../recovery/earlier-trial.ts';
import { runFolder, TrialFolder } from '../storage/trial-folder.ts';
import { type KeptTrialFacts, keptRunsOf } from './kept-run.ts';
import { keptTrial } from './kept-trial.ts';
import type { TrialResults } from './trial-results.ts';

/** How long acknowledgements are waited for when a run is released, or the player ends. */
const LAST_WORD_MS = 2_000;

/** What is needed to keep results. */
export interface ResultsGround {
  readonly stateFolder: string;
  readonly clock: Clock;
  readonly onLog: (text: string) => void;
  /** What earlier lives of the player left. */
  readonly earlier: readonly EarlierTrial[];
  /** Told of the results of a trial that may be collected from now on and will not grow. */
  readonly onClosed: (folder: string, results: TrialResults) => void;
}

/** The state of a trial that is still open. */
export interface OpenTrialFacts {
  readonly reset: ResetState;
  readonly isOwed: boolean;
}

/** A trial that was loaded in this life, or asked for in this life. */
interface ServedTrial {
  readonly results: TrialResults;
  readonly loaded: Date;
  /** What became of its Reset; `null` while it is open. */
  reset: ResetState | null;
  /** A collector held all of it once: whatever becomes of it when it is asked for again, nothing of it is pending. */
  readonly isCollected: boolean;
}

type Follow = Extract<CollectorFrame, { kind: 'follow' }>;

/** All results that a player serves and keeps. */
export class PlayerResults {
  readonly #ground: ResultsGround;
  /** All trials of runs that are not forgotten, by name. */
  readonly #trials = new Map<string, ServedTrial>();
  /** By name: what earlier lives left, and what this one has of trials that collectors hold, as long as nobody asks for it. */
  readonly #earlier: Map<string, EarlierTrial>;
  readonly #awaited = new Set<{ readonly key: string; readonly found: (results: TrialResults) => void }>();

  constructor(ground: ResultsGround) {
    this.#ground = ground;
    this.#earlier = new Map(ground.earlier.map((trial) => [trialKey(trial.run.runId, trial), trial]));
  }

  /** Collectors may have what there is of a trial. */
  offer(results: TrialResults): void {
    const key = trialKey(results.run.runId, results);
    this.#trials.set(key, { results, loaded: this.#ground.clock.now(), reset: null, isCollected: false });
    for (const waiting of this.#awaited) if (waiting.key === key) waiting.found(results);
  }

  /** The trial is closed, and this is what became of its Reset. */
  close(folder: string, results: TrialResults, reset: ResetState): void {
    results.close();
    // Taken up again after a reboot, and nobody came who knows its secrets: what lies there is offered as that of a dead player.
    const isOffered = this.#trials.values().some((trial) => trial.results === results);
    const served = isOffered ? results : keptTrial(new TrialFolder(folder));
    if (!isOffered) this.offer(served);
    for (const trial of this.#trials.values()) if (trial.results === served) trial.reset = reset;
    this.#ground.onClosed(folder, served);
    void this.#setAside(new TrialFolder(folder), served);
  }

  /**
   * Of a trial that collectors hold whole nothing is kept in memory: a run may have very many. Whoever asks for it all the same gets what
   * lies there, as of an earlier life; but for one with secrets, of which only this life knows what is to be masked.
   */
  async #setAside(folder: TrialFolder, results: TrialResults): Promise<void> {
    await results.heldUpToNow();
    await results.alone();
    const key = trialKey(results.run.runId, results);
    const served = this.#trials.get(key);
    if (served?.results !== results || served.reset === null || folder.hadSecrets()) return;
    this.#trials.delete(key);
    const { run, trial } = results;
    const { loaded, reset } = served;
    this.#earlier.set(key, { folder, run, trial, loaded, reset, isOwed: false, isCollected: true, pendingBytes: 0 });
  }

  /**
   * The results of a trial, as soon as it is loaded; rejects when it never will be. `heldRunId` is the run that holds the
   * player.
   */
  async find(follow: Follow, heldRunId: string | undefined, signal: AbortSignal): Promise<TrialResults> {
    const key = trialKey(follow.run.runId, follow);
    const known = this.#trials.get(key) ?? this.#openEarlier(key);
    if (known) return known.results;
    if (heldRunId !== follow.run.runId) {
      throw new ConductorError('fenced', `this player has no results of run ${follow.run.runId}`);
    }
    const { promise, resolve, reject } = Promise.withResolvers<TrialResults>();
    const waiting = { key, found: resolve };
    this.#awaited.add(waiting);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    return promise.finally(() => this.#awaited.delete(waiting));
  }

  /** Reads what an earlier life left of a trial; only when it is asked for, since it may be much. */
  #openEarlier(key: string): ServedTrial | undefined {
    const earlier = this.#earlier.get(key);
    if (!earlier) return undefined;
    const { folder, loaded, reset, isCollected } = earlier;
    const results = keptTrial(folder);
    const served: ServedTrial = { results, loaded, reset, isCollected };
    this.#trials.set(key, served);
    this.#earlier.delete(key);
    this.#ground.onClosed(folder.path, results);
    return served;
  }

  /** The runs of which results are kept; `open` tells of the trial that is open. */
  kept(open: OpenTrialFacts): readonly KeptRun[] {
    const { stateFolder } = this.#ground;
    const isKept = ({ runId }: KeptTrialFacts) => existsSync(runFolder(stateFolder, runId));
    const served = [...this.#trials.values()].map(
      ({ results, loaded, reset, isCollected }): KeptTrialFacts => ({
        runId: results.run.runId,
        loaded,
        reset: reset ?? open.reset,
        pendingBytes: isCollected ? 0 : results.pendingBytes(),
        isOwed: reset === null && open.isOwed,
      }),
    );
    const earlier = [...this.#earlier.values()].map((trial): KeptTrialFacts => ({ ...trial, runId: trial.run.runId }));
    return keptRunsOf([...earlier, ...served].filter(isKept));
  }

  /** Bytes of a run that no collector is known to hold. */
  pendingBytes(runId: string): number {
    const trials = this.#trials
      .values()
      .filter(({ results, isCollected }) => !isCollected && results.run.runId === runId);
    return trials.reduce((sum, { results }) => sum + results.pendingBytes(), 0);
  }

  /** Resolves when collectors that are there have taken what there is, or have had the time to; their last word may be on its way. */
  async taken(): Promise<void> {
    const taken = [...this.#trials.values()].map(({ results }) =>
      Promise.race([results.heldUpToNow(), results.alone()]),
    );
    await Promise.race([Promise.all(taken), pause(LAST_WORD_MS, undefined, { ref: false })]);
  }

  /** Removes what is held elsewhere of a run. What no collector holds is kept: it is all that there is. */
  async forget({ runId }: RunRef): Promise<void> {
    const { stateFolder, onLog } = this.#ground;
    const earlier = [...this.#earlier].filter(([, { run }]) => run.runId === runId);
    if (earlier.some(([, { isOwed }]) => isOwed)) return onLog(`run ${runId} is kept: a Reset of it is owed`);
    for (const [key, { isCollected }] of earlier) {
      if (isCollected) this.#earlier.delete(key);
      else this.#openEarlier(key);
    }
    const trials = [...this.#trials].filter(([, { results }]) => results.run.runId === runId);
    for (const [key] of trials) this.#trials.delete(key);
    const open = trials.filter(([, { isCollected }]) => !isCollected);
    const held = Promise.all(open.map(([, { results }]) => results.heldUpToNow())).then(() => true);
    const isHeld = await Promise.race([held, pause(LAST_WORD_MS, false, { ref: false })]);
    const folder = runFolder(stateFolder, runId);
    if (!isHeld) return onLog(`run ${runId}: not all was collected; the rest is in ${folder}`);
    await rm(folder, { recursive: true, force: true }).catch((error: Error) => {
      onLog(`run ${runId}: ${folder} cannot be removed: ${error.message}`);
    });
  }
}

function trialKey(runId: string, { trial }: { readonly trial: TrialRef }): string {
  return JSON.stringify([runId, trial.caseName, trial.trial]);
}
