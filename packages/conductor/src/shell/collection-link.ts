import { dialResults, type ResultsConnection, type Road } from '@conductor/protocol';
import { collectTrial, planInTrial, trialKey } from '@conductor/results';
import { ConductorError, type PlayerPlan, type TrialRef, type Turnstile } from '@conductor/types';
import { isCrowd } from '../crowd.ts';
import type { Quiet } from './quiet.ts';
import type { Stage } from './stage.ts';

/** When a player may be dialled, and how many at once. */
export interface DialRules {
  readonly quiet: Quiet;
  readonly turnstile: Turnstile;
  /** For those of very many whose control connection is cut: each may take its whole time, and nobody waits behind them. */
  readonly outOfReach: Turnstile;
}

/** The pulling of one player's results, trial after trial; what becomes of it is told to the course. */
export class CollectionLink {
  readonly #stage: Stage;
  readonly #player: PlayerPlan;
  readonly #rules: DialRules;
  readonly #road: () => Road | null;
  #ending = new AbortController();

  /** `road` is the control connection, which very many players' results come over, too: a second one for each would be too much to hold. */
  constructor(stage: Stage, player: PlayerPlan, road: () => Road | null, rules: DialRules) {
    this.#stage = stage;
    this.#player = player;
    this.#rules = rules;
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

  async #dial(signal: AbortSignal): Promise<ResultsConnection> {
    await this.#rules.quiet.over(signal);
    const { players } = this.#stage;
    const connection = await (isCrowd(players.length)
      ? this.#dialInCrowd(signal)
      : this.#dialInTurn(() => null, signal));
    this.#stage.tell({ kind: 'collection-began', player: this.#player.name });
    return connection;
  }

  /** Who finds no room among those that are out of reach calls again later, and by then may be in reach: see `collectTrial`. */
  async #dialInCrowd(signal: AbortSignal): Promise<ResultsConnection> {
    const { outOfReach } = this.#rules;
    if (this.#road() !== null) return this.#dialInTurn(() => this.#road() ?? this.#refuse(), signal);
    return outOfReach.isFull ? this.#refuse() : outOfReach.through(() => this.#dialOver(null, signal), signal);
  }

  #dialInTurn(road: () => Road | null, signal: AbortSignal): Promise<ResultsConnection> {
    return this.#rules.turnstile.through(async () => this.#dialOver(road(), signal), signal);
  }

  #dialOver(over: Road | null, signal: AbortSignal): Promise<ResultsConnection> {
    const { name, address, port } = this.#player;
    const { dialling, players } = this.#stage;
    const options = { ...dialling, over, load: { kind: 'one-of', players: players.length } } as const;
    return dialResults({ name, host: address, port }, options, signal);
  }

  #refuse(): never {
    throw new ConductorError('unreachable', `the connection to player "${this.#player.name}" is cut`);
  }
}
