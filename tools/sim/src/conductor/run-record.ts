import { emptyRun, foldRun, historyOf, type RunHistory, runResult } from '@conductor/results';
import {
  type Phase,
  type PlayerPlan,
  RESULTS_SCHEMA,
  type RunEventBody,
  type RunResult,
  type Settings,
} from '@conductor/types';
import type { World } from '../world.ts';

/** What a run is written down under. */
export interface RecordedRun {
  readonly runId: string;
  readonly players: readonly PlayerPlan[];
  readonly settings: Settings;
  readonly phases: readonly Phase[];
  readonly trials: number;
}

/** The events of a run, folded as they come: a run directory without a disk. */
export class RunRecord {
  readonly #world: World;
  readonly #state = emptyRun();
  readonly #held = new Map<string, number>();

  constructor(world: World, { runId, players, settings, phases, trials }: RecordedRun) {
    this.#world = world;
    const test = { name: 'throughput', file: 'conductor.cfg', trials, settings, players, metrics: [], checks: [] };
    const who = { version: '0.0.0', conductor: 'ann@lab', insecure: false };
    this.append({ kind: 'run-started', schema: RESULTS_SCHEMA, runId, test, phases, ...who });
  }

  /** How many records of a player's journal are here. */
  heldCount(player: string, trial: number): number {
    return this.#held.get(`${player}/${trial}`) ?? 0;
  }

  history(): RunHistory {
    return historyOf(this.#state);
  }

  append(event: RunEventBody): void {
    if (event.kind === 'journal') this.#held.set(`${event.player}/${event.trial.trial}`, event.record.seq);
    foldRun(this.#state, { time: this.#world.wall.toISOString(), ...event });
  }

  result(): RunResult {
    return runResult(this.#state);
  }
}
