import { type RunResult, type StepResult, type Verdict, worstVerdict } from '@conductor/types';
import { partsOf, type ResultPart } from './walk-result.ts';

/** How many steps of a player came to what, in one phase of one trial or of many. */
export interface PhaseRow {
  readonly phase: string;
  readonly player: string;
  /** The trials of a sum, by name. */
  readonly trials: readonly string[];
  readonly steps: number;
  /** `null`: an external collector knows. */
  readonly counts: { readonly [V in Verdict]: number | null };
  /** Milliseconds from the beginning of the first step to the end of the last, by the player's clock; of a sum the longest. */
  readonly durationMs: number | null;
  readonly verdict: Verdict;
}

/** A row for each trial, phase and player that had something to do. */
export function phaseRows(result: RunResult): PhaseRow[] {
  return partsOf(result)
    .filter(({ part }) => part.steps.length > 0 || part.verdict !== 'passed' || (part.counts?.steps ?? 0) > 0)
    .map(rowOf)
    .toArray();
}

/** The rows of all trials together: one for each phase and player. */
export function sumRows(rows: readonly PhaseRow[]): PhaseRow[] {
  const groups = Map.groupBy(rows, (row) => `${row.phase} ${row.player}`);
  return Array.from(groups.values(), (group) => group.reduce(addRows));
}

function rowOf({ trial, phase, part }: ResultPart): PhaseRow {
  const { player, steps, verdict } = part;
  const place = { phase, player, trials: [trial] };
  if (part.counts !== null) {
    const { failed, unknown } = part.counts;
    const counts = { passed: null, failed, unknown, skipped: null };
    return { ...place, steps: part.counts.steps, counts, durationMs: null, verdict };
  }
  const counts = { passed: 0, failed: 0, skipped: 0, unknown: 0 };
  for (const step of steps) counts[step.verdict] += 1;
  return { ...place, steps: steps.length, counts, durationMs: durationOf(steps), verdict };
}

function durationOf(steps: readonly StepResult[]): number | null {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const { startTime, durationMs, outcome } of steps) {
    // Of a step whose end nobody saw, nobody measured the time.
    if (startTime === null || outcome.kind === 'unknown') continue;
    const startMs = Date.parse(startTime);
    firstMs = Math.min(firstMs, startMs);
    lastMs = Math.max(lastMs, startMs + (durationMs ?? 0));
  }
  return lastMs < firstMs ? null : lastMs - firstMs;
}

function addRows(one: PhaseRow, other: PhaseRow): PhaseRow {
  const { passed, failed, skipped, unknown } = other.counts;
  return {
    phase: one.phase,
    player: one.player,
    trials: [...one.trials, ...other.trials],
    steps: one.steps + other.steps,
    counts: {
      passed: sumOf(one.counts.passed, passed),
      failed: sumOf(one.counts.failed, failed),
      skipped: sumOf(one.counts.skipped, skipped),
      unknown: sumOf(one.counts.unknown, unknown),
    },
    durationMs: Math.max(one.durationMs ?? 0, other.durationMs ?? 0),
    verdict: worstVerdict([one.verdict, other.verdict]),
  };
}

function sumOf(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}
