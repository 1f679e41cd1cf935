import type { RunResult } from '@conductor/types';
import { Cast } from './cast.ts';
import type { Deed } from './deed.ts';
import { type Machines, PRODUCT } from './machines.ts';
import type { Scenario } from './scenario/scenario.ts';
import { strike } from './strike.ts';
import { type TrialStory, trialStories } from './trial-story.ts';
import { WordCount } from './word-count.ts';
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
interface Telling {
  /** Default: the machines of the product. */
  readonly machines?: Machines;
  /** Told of each thing that happens. */
  readonly onLine?: (line: string) => void;
}

/** No world needs this much of its own time. */
const END_OF_TIME_MS = 1_800_000;

/** Lives through one world. The same scenario always gives the same story. */
export function simulate(scenario: Scenario, { machines = PRODUCT, onLine }: Telling = {}): Story {
  const world = new World(scenario.seed, onLine ?? null);
  const words = new WordCount();
  const cast = new Cast(world, scenario, machines, words);
  for (const [at, { startsAtMs, players }] of scenario.rivals.entries()) {
    cast.awaited += 1;
    world.timeline.after(startsAtMs, () => {
      cast.awaited -= 1;
      cast.beginRival(`rival${at + 1}`, players);
    });
  }
  for (const { when, ...blow } of scenario.strokes) {
    const hit = () => strike(blow, { world, scenario, machines, cast });
    if (when.kind === 'ms') world.timeline.after(when.atMs, hit);
    else words.at(when.count, () => world.timeline.after(0, hit));
  }
  const isAtRest = world.timeline.run(() => cast.isAtRest, END_OF_TIME_MS);
  return {
    scenario,
    deeds: world.deeds,
    trials: trialStories(world.deeds),
    results: new Map(cast.conductors.flatMap(({ name, result }) => (result ? [[name, result]] : []))),
    restMs: isAtRest ? world.nowMs : null,
  };
}
