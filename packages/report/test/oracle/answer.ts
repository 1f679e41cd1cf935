import { interleave } from '@conductor/types';
import { effectSize } from '../../src/statistics/effect-size.ts';
import { type Drift, findDrift, type OrderedValue } from '../../src/statistics/find-drift.ts';
import { mannWhitney } from '../../src/statistics/mann-whitney.ts';
import { studentQuantile, studentTwoSided } from '../../src/statistics/student.ts';
import { summarize } from '../../src/statistics/summarize.ts';
import { pairedTest, pooledTest, type TTest, welchTest } from '../../src/statistics/t-test.ts';
import type { Question } from './questions.ts';

/** What we answer to a question, in the order in which SciPy does. */
export function answer(question: Question): readonly number[] {
  switch (question[0]) {
    case 'two_sided':
      return [studentTwoSided(question[1], question[2] ?? Number.POSITIVE_INFINITY)];
    case 'quantile':
      return [studentQuantile(question[1], question[2] ?? Number.POSITIVE_INFINITY)];
    case 'summary': {
      const summary = summarize(question[1]);
      return [summary?.mean, summary?.deviation, summary?.interval?.low, summary?.interval?.high].map(Number);
    }
    case 'welch':
      return ofTest(welchTest(question[1], question[2], 95));
    case 'pooled':
      return ofTest(pooledTest(question[1], question[2], 95));
    case 'paired':
      return ofTest(pairedTest(pairsOf(question[1], question[2]), 95));
    case 'mann_whitney': {
      const { u, p } = mannWhitney(question[1], question[2]);
      return [u, p];
    }
    case 'effect': {
      const { u } = mannWhitney(question[1], question[2]);
      const { cohensD, hedgesG, cliffsDelta } = effectSize(question[1], question[2], u);
      return [Number(cohensD), Number(hedgesG), cliffsDelta];
    }
    case 'drift':
      return ofDrift(findDrift([question[1].map((value, order) => ({ order, value }))], 95));
    case 'drift_of_two':
      return ofDrift(findDrift(interleaved(question[1], question[2]), 95));
    default:
      return question satisfies never;
  }
}

function ofTest({ t, freedom, p, interval }: TTest): readonly number[] {
  return [Number(t), freedom, p, interval.low, interval.high];
}

function ofDrift(drift: Drift | null): readonly number[] {
  if (drift === null) return [];
  const { difference, error, p } = drift.slope;
  return [difference, error, p];
}

function pairsOf(base: readonly number[], other: readonly number[]): (readonly [number, number])[] {
  return base.map((value, at) => [value, other[at] ?? Number.NaN]);
}

/** Values of two variants, in the order in which they take turns. */
function interleaved(one: readonly number[], two: readonly number[]): readonly (readonly OrderedValue[])[] {
  const names = interleave(['one', 'two'], one.length);
  const measured = (name: string, values: readonly number[]) => {
    const orders = names.flatMap((each, order) => (each === name ? [order] : []));
    return values.map((value, at) => ({ order: orders[at] ?? Number.NaN, value }));
  };
  return [measured('one', one), measured('two', two)];
}
