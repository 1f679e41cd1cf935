import type { Goal, RatioRow, ValueRow } from './row.ts';
import { median, statisticOf } from './statistics.ts';

/** What a row comes to. */
export interface Judgement {
  /** The median of the ratios, or the statistic of all samples. */
  readonly figure: number;
  /** The smallest and the largest that one round came to. */
  readonly least: number;
  readonly most: number;
  readonly verdict: Verdict;
}

/** Whether a figure is what it was to be; `factor` is how many times too much, or how many times too little. */
export type Verdict = { readonly kind: 'met' | 'no-goal' } | { readonly kind: 'missed'; readonly factor: number };

/** Holds a row against its goal. */
export function judge(row: RatioRow | ValueRow): Judgement {
  const each = ofEachRound(row);
  const figure = row.kind === 'ratio' ? median(each) : statisticOf(row.rounds.flat(), row.statistic);
  return { figure, least: Math.min(...each), most: Math.max(...each), verdict: verdictOf(figure, row.goal) };
}

function ofEachRound(row: RatioRow | ValueRow): number[] {
  switch (row.kind) {
    case 'ratio':
      return row.pairs.map(({ subject, against }) => subject / against);
    case 'value':
      return row.rounds.filter(({ length }) => length > 0).map((samples) => statisticOf(samples, row.statistic));
    default:
      return row satisfies never;
  }
}

function verdictOf(figure: number, goal: Goal | null): Verdict {
  if (goal === null) return { kind: 'no-goal' };
  const factor = goal.kind === 'at-most' ? figure / goal.bound : goal.bound / figure;
  // A figure that is no number has met nothing; of a bound of 0 anything is infinitely too much, except 0.
  const isMet = goal.kind === 'at-most' ? figure <= goal.bound : figure >= goal.bound;
  return isMet ? { kind: 'met' } : { kind: 'missed', factor };
}
