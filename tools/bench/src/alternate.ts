import type { Pair } from './result/row.ts';
import { median } from './result/statistics.ts';

/** How a thing is measured once; `turn` counts from 0. */
export type Measure = (turn: number) => Promise<number>;

/** How often: in each round every thing has so many turns, and the median of those is what the round came to. */
export interface Turns {
  readonly rounds: number;
  readonly turnsEach: number;
}

/**
 * Measures several things in turn, so that whatever the machine does meanwhile is done to all of them. Each turn begins
 * with another one: what comes first may find caches cold. Returns what each round came to, for each thing.
 */
export async function alternate<Name extends string>(
  { rounds, turnsEach }: Turns,
  measures: Readonly<Record<Name, Measure>>,
  signal: AbortSignal,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(measures) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn < rounds * turnsEach; turn += 1) {
    for (const name of rotated(names, turn)) {
      signal.throwIfAborted();
      samples[name].push(await measures[name](turn));
    }
  }
  const inRounds = names.map((name) => [name, mediansOf(samples[name], turnsEach)] as const);
  return Object.fromEntries(inRounds) as Record<Name, number[]>;
}

/** The rounds of two things, pair by pair. */
export function pairsOf(subject: readonly number[], against: readonly number[]): Pair[] {
  return subject.map((value, round) => ({ subject: value, against: against[round] ?? Number.NaN }));
}

function mediansOf(samples: readonly number[], size: number): number[] {
  return Array.from({ length: samples.length / size }, (_, round) =>
    median(samples.slice(round * size, (round + 1) * size)),
  );
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
