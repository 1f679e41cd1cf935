import { seededRandom, seedOf } from '@conductor/lab/random';
import type { RunResult } from '@conductor/types';
import { ConductorHost } from './conductor/conductor-host.ts';
import type { Deed } from './deed.ts';
import { type Machines, PRODUCT } from './machines.ts';
import { Link } from './network/link.ts';
import { PlayerHost } from './player/player-host.ts';
import { planOf, settingsOf } from './scenario/plan-of.ts';
import type { Scenario } from './scenario/scenario.ts';
import { strike } from './strike.ts';
import { type TrialStory, trialStories } from './trial-story.ts';
import { World } from './world.ts';

/** What was seen of a world, from its beginning until all was at rest. */
export interface Story {
  readonly scenario: Scenario;
  readonly deeds: readonly Deed[];
  /** The same by trial and player. */
  readonly trials: readonly TrialStory[];
  /** What the conductors that ended by themselves say that their runs came to. */
  readonly results: ReadonlyMap<string, RunResult>;
  /** When nothing was left to be done; `null` when that did not come to be. */
  readonly restMs: number | null;
}

/** How a story is told besides. */
export interface Telling {
  /** Default: the machines of the product. */
  readonly machines?: Machines;
  /** Told of each thing that happens. */
  readonly onLine?: (line: string) => void;
}

/** The run that the strokes are about; rivals follow in order. */
export const RUN = 'runA';

/** No world needs this much of its own time. */
export const END_OF_TIME_MS = 1_800_000;

/** Lives through one world. The same scenario always gives the same story. */
export function simulate(scenario: Scenario, { machines = PRODUCT, onLine }: Telling = {}): Story {
  const world = new World(scenario.seed, onLine ?? null);
  const players = scenario.players.map((script) => new PlayerHost(world, script, machines));
  const random = seededRandom(seedOf(scenario.seed, 2));
  const words = new WordCount();

  const player = (name: string) => {
    const found = players.find((host) => host.name === name);
    if (!found) throw new Error(`no player is called ${name}`);
    return found;
  };
  const begin = (name: string, names: readonly string[]) => {
    const cable = { timeline: world.timeline, random, keepalive: scenario.keepalive };
    const links = new Map(names.map((each) => [each, new Link(cable, player(each), scenario.latencyMs)]));
    const link = (each: string) => {
      const found = links.get(each);
      if (!found) throw new Error(`${name} has no link to ${each}`);
      return found;
    };
    const plan = planOf(scenario, names);
    const onWord = () => {
      if (name === RUN) words.count();
    };
    const host = new ConductorHost(world, { name, plan, settings: settingsOf(scenario), machines, link, onWord });
    return { host, link };
  };

  const { host: conductor, link } = begin(
    RUN,
    scenario.players.map(({ name }) => name),
  );
  const conductors = [conductor];
  let awaitedRivals = scenario.rivals.length;
  for (const [at, { startsAtMs, players: names }] of scenario.rivals.entries()) {
    world.timeline.after(startsAtMs, () => {
      awaitedRivals -= 1;
      conductors.push(begin(`rival${at + 1}`, names).host);
    });
  }
  for (const { when, ...blow } of scenario.strokes) {
    const hit = () => strike(blow, { world, conductor, player, link });
    if (when.kind === 'ms') world.timeline.after(when.atMs, hit);
    else words.at(when.count, () => world.timeline.after(0, hit));
  }
  const isOver = () =>
    awaitedRivals === 0 && !conductors.some(({ isAlive }) => isAlive) && players.every(({ isAtRest }) => isAtRest);
  const isAtRest = world.timeline.run(isOver, END_OF_TIME_MS);
  const { deeds } = world;
  const results = new Map(conductors.flatMap(({ name, result }) => (result ? [[name, result] as const] : [])));
  return { scenario, deeds, trials: trialStories(deeds), results, restMs: isAtRest ? world.nowMs : null };
}

/** Counts the words of control conversations, and has something done at some of them. */
class WordCount {
  #count = 0;
  readonly #awaited = new Map<number, (() => void)[]>();

  at(count: number, deed: () => void): void {
    this.#awaited.set(count, [...(this.#awaited.get(count) ?? []), deed]);
  }

  count(): void {
    this.#count += 1;
    for (const deed of this.#awaited.get(this.#count) ?? []) deed();
  }
}
