import { judge, lawOf } from './judge.ts';
import { drawScenario } from './scenario/draw-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';
import { shrink } from './scenario/shrink.ts';
import { simulate } from './simulate.ts';
import type { Failure } from './try-worlds.ts';

/** Tells a failure in full: the smallest world that shows it, and all that happens in that. */
export function* tellFailure({ seed, fault }: Failure): Generator<string> {
  const law = lawOf(fault);
  const isSame = (smaller: Scenario) => {
    const found = judge(smaller).fault;
    return found !== null && lawOf(found) === law;
  };
  const smallest = shrink(drawScenario(seed), isSame);
  yield `world ${seed}, made smaller: ${judge(smallest).fault}`;
  yield* tellWorld(smallest);
}

/** All that happens in a world. */
export function* tellWorld(scenario: Scenario): Generator<string> {
  const lines: string[] = [];
  try {
    simulate(scenario, { onLine: (line) => lines.push(line) });
  } catch (thrown) {
    lines.push(`thrown: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
  yield JSON.stringify(scenario);
  yield* lines;
}
