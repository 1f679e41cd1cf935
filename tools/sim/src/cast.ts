import { exitCodeOf } from '@conductor/conductor';
import { seededRandom, seedOf } from '@conductor/lab/random';
import { ConductorHost } from './conductor/conductor-host.ts';
import { RunRecord } from './conductor/run-record.ts';
import type { Machines } from './machines.ts';
import type { Cable } from './network/connection.ts';
import { Link } from './network/link.ts';
import { PlayerHost } from './player/player-host.ts';
import { planOf } from './scenario/plan-of.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { WordCount } from './word-count.ts';
import type { World } from './world.ts';

/** The run that the strokes are about; rivals have runs of their own. */
export const RUN = 'runA';

/** Links to players by name. */
type Links = ReadonlyMap<string, Link>;

/** Everybody in a world, and what lies between them. */
export class Cast {
  readonly players: ReadonlyMap<string, PlayerHost>;
  /** All that ever conducted, the run's own first. */
  readonly conductors: ConductorHost[] = [];
  /** Between the players and whoever conducts the run. */
  readonly links: Links;
  readonly record: RunRecord;
  /** Conductors that have not begun yet. */
  awaited = 0;
  readonly #world: World;
  readonly #scenario: Scenario;
  readonly #machines: Machines;
  readonly #words: WordCount;
  readonly #cable: Cable;

  constructor(world: World, scenario: Scenario, machines: Machines, words: WordCount) {
    this.#world = world;
    this.#scenario = scenario;
    this.#machines = machines;
    this.#words = words;
    const { seed, keepalive, players } = scenario;
    this.#cable = { timeline: world.timeline, random: seededRandom(seedOf(seed, 2)), keepalive };
    this.players = new Map(players.map((script) => [script.name, new PlayerHost(world, script, machines)]));
    this.links = this.#lay([...this.players.keys()]);
    this.record = this.#newRecord(RUN, [...this.players.keys()]);
    this.#conduct(RUN, this.links, this.record);
  }

  get isAtRest(): boolean {
    const isOver = this.awaited === 0 && !this.conductors.some(({ isAlive }) => isAlive);
    return isOver && this.players.values().every(({ isAtRest }) => isAtRest);
  }

  /** Whoever conducts the run, or did last. */
  get conductor(): ConductorHost {
    const last = this.conductors.findLast(({ run }) => run.runId === RUN);
    if (!last) throw new Error('nobody conducts the run');
    return last;
  }

  player(name: string): PlayerHost {
    return found(this.players, name);
  }

  link(name: string): Link {
    return found(this.links, name);
  }

  /** A run of its own begins, on some of the players. */
  beginRival(name: string, players: readonly string[]): void {
    this.#conduct(name, this.#lay(players), this.#newRecord(name, players));
  }

  #conduct(name: string, links: Links, record: RunRecord): void {
    const players = [...links.keys()];
    this.conductors.push(
      new ConductorHost(this.#world, {
        name,
        run: { runId: name, epoch: 1 },
        players,
        record,
        machine: this.#machines.course(planOf(this.#scenario, players, this.#world)),
        codeOf: exitCodeOf,
        link: (player) => found(links, player),
        onWord: () => {
          if (name === RUN) this.#words.count();
        },
      }),
    );
  }

  #newRecord(runId: string, names: readonly string[]): RunRecord {
    const { players, settings, phases, trials } = planOf(this.#scenario, names, this.#world);
    return new RunRecord(this.#world, { runId, players, settings, phases, trials: trials.length });
  }

  #lay(players: readonly string[]): Links {
    const { latencyMs } = this.#scenario;
    return new Map(players.map((name) => [name, new Link(this.#cable, this.player(name), latencyMs)]));
  }

  /** Another conductor goes on with the run, in its directory. */
  takeOver(
    conductor: Omit<ConstructorParameters<typeof ConductorHost>[1], 'link' | 'players' | 'record' | 'onWord'>,
  ): void {
    this.conductors.push(
      new ConductorHost(this.#world, {
        ...conductor,
        players: [...this.players.keys()],
        record: this.record,
        link: (player) => this.link(player),
        onWord: () => this.#words.count(),
      }),
    );
  }
}

function found<Item>(items: ReadonlyMap<string, Item>, name: string): Item {
  const item = items.get(name);
  if (item === undefined) throw new Error(`nobody is called ${name}`);
  return item;
}
