import { dialResults, type Road } from '@conductor/protocol';
import { collectTrial, planInTrial, trialKey } from '@conductor/results';
import { ConductorError, type PlayerPlan, type TrialRef, type Turnstile } from '@conductor/types';
import { isCrowd } from '../crowd.ts';
import type { Quiet } from './quiet.ts';
import type { Stage } from './stage.ts';

/** When a player may be dialled, and how many at once. */
export interface DialRules {
  readonly quiet: Quiet;
  readonly turnstile: Turnstile;
}

/** The pulling of one player's results, trial after trial; what becomes of it is told to the course. */
export class CollectionLink {
  readonly #stage: Stage;
  readonly #player: PlayerPlan;
  readonly #quiet: Quiet;
  readonly #turnstile: Turnstile;
  readonly #road: () => Road | null;
  #ending = new AbortController();

  /** `road` is the control connection, which very many players' results come over, too: a second one for each would be too much to hold. */
  constructor(stage: Stage, player: PlayerPlan, road: () => Road | null, { quiet, turnstile }: DialRules) {
    this.#stage = stage;
    this.#player = player;
    this.#quiet = quiet;
    this.#turnstile = turnstile;
    this.#road = road;
  }

  /** Pulls a whole trial, and tells how that went. Never rejects. */
  async collect(trial: TrialRef): Promise<void> {
    const { directory, run, tell, maxResultsBytes } = this.#stage;
    const player = this.#player.name;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    const dial = (dialSignal: AbortSignal) => this.#dial(dialSignal);
    try {
      const limits = maxResultsBytes === undefined ? {} : { maxResultsBytes };
      const plan = planInTrial(this.#player, directory.state.trials.get(trialKey(trial)));
      await collectTrial({ directory, player: plan, run, trial, dial, ...limits }, signal);
      tell({ kind: 'collection-ended', player });
    } catch (thrown) {
      const error = ConductorError.from(thrown, 'protocol', `the results of player "${player}"`);
      if (signal.aborted) tell({ kind: 'collection-ended', player });
      else if (error.code === 'storage') tell({ kind: 'broken', error });
      else tell({ kind: 'collection-failed', player, error });
    }
  }

  /** Ends the pulling; what came is kept. */
  abandon(): void {
    this.#ending.abort(new ConductorError('interrupted', 'its results are not waited for any more'));
  }

  async #dial(signal: AbortSignal) {
    const { name, address, port } = this.#player;
    await this.#quiet.over(signal);
    const where = { name, host: address, port };
    const { dialling, players } = this.#stage;
    const dial = () => dialResults(where, { ...dialling, over: isCrowd(players.length) ? this.#road() : null }, signal);
    const connection = await this.#turnstile.through(dial, signal);
    this.#stage.tell({ kind: 'collection-began', player: name });
    return connection;
  }
}
