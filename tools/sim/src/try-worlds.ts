import { judge } from './judge.ts';
import type { Machines } from './machines.ts';
import { drawScenario } from './scenario/draw-scenario.ts';

/** What became of some worlds. */
export interface Attempt {
  readonly count: number;
  readonly failures: readonly Failure[];
  /** How often conductors ended how. */
  readonly endings: Readonly<Record<string, number>>;
}

/** A world in which a law did not hold. */
export interface Failure {
  readonly seed: number;
  readonly fault: string;
}

/** Lives through the worlds of so many seeds. */
export function tryWorlds(fromSeed: number, count: number, machines?: Machines): Attempt {
  const failures: Failure[] = [];
  const endings: Record<string, number> = {};
  for (let seed = fromSeed; seed < fromSeed + count; seed += 1) {
    const judgement = judge(drawScenario(seed), machines);
    if (judgement.fault !== null) failures.push({ seed, fault: judgement.fault });
    for (const ending of judgement.endings) endings[ending] = (endings[ending] ?? 0) + 1;
  }
  return { count, failures, endings };
}

/** Both together. */
export function addAttempts(one: Attempt, other: Attempt): Attempt {
  const endings = { ...one.endings };
  for (const [ending, times] of Object.entries(other.endings)) endings[ending] = (endings[ending] ?? 0) + times;
  return { count: one.count + other.count, failures: [...one.failures, ...other.failures], endings };
}
