import type { OutputResult, RunResult, StepResult } from '@conductor/types';
import { outcomeText } from '../text/outcome-text.ts';
import { formatDuration } from '../text/quantities.ts';
import { stepsOf } from './walk-result.ts';
import type { Turn } from './who-and-when.ts';

/** Steps that failed or are unknown, and differ in nothing but who ran them, when, and for how long. */
export interface EqualFailures {
  /** `run, step1`. */
  readonly where: string;
  /** The first of them: its outputs stand for all. */
  readonly step: StepResult;
  /** Of each. */
  readonly turns: readonly Turn[];
  /** The only one of them; `null` where they are several. */
  readonly only: Turn | null;
  /** `1.20 s`, `1.20 s to 1.31 s`; empty where nobody measured it: of a step whose end nobody saw. */
  readonly lasted: string;
}

/** The failed steps of a run in the order in which each kind came first. */
export function equalFailures(result: RunResult): EqualFailures[] {
  const failed = stepsOf(result).filter(({ step }) => step.verdict === 'failed' || step.verdict === 'unknown');
  const alike = Map.groupBy(failed, ({ where, step }) => likeness(where, step));
  return [...alike.values()].flatMap((steps) => {
    const [first] = steps;
    if (first === undefined) return [];
    const { where, step, player, trial } = first;
    const turns = steps.map((one) => ({ player: one.player, trial: one.trial }));
    const only = turns.length === 1 ? { player, trial } : null;
    return [{ where, step, turns, only, lasted: lastedText(steps.map((one) => one.step)) }];
  });
}

function likeness(where: string, { verdict, kind, text, outcome, stdout, stderr }: StepResult): string {
  return JSON.stringify([verdict, where, kind, text, outcomeText(outcome), likenessOf(stdout), likenessOf(stderr)]);
}

/** Of an output that is not whole nobody knows what it is like. */
function likenessOf({ path, bytes, sha256 }: OutputResult): string {
  return path === null ? '' : `${bytes} ${sha256 ?? path}`;
}

function lastedText(steps: readonly StepResult[]): string {
  const all = steps.flatMap(({ durationMs, outcome }) =>
    durationMs === null || outcome.kind === 'unknown' ? [] : [durationMs],
  );
  if (all.length === 0) return '';
  // Not spread into Math.min: there may be more of them than a call takes.
  const ends = [all.reduce((least, ms) => Math.min(least, ms)), all.reduce((most, ms) => Math.max(most, ms))];
  return [...new Set(ends.map(formatDuration))].join(' to ');
}
