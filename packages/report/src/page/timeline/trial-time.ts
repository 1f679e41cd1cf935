import type { PhaseResult, StepResult, TrialResult } from '@conductor/types';

/** Times of a trial as milliseconds from its beginning, to the microsecond, never before it and never after its end. */
export interface TrialTime {
  readonly lengthMs: number;
  /** Of a time by the conductor's clock; `null` when there is none. */
  readonly of: (time: string | null) => number | null;
  /**
   * When steps of a player in a phase began. Where nobody measured by the conductor's clock, the player's own counts from the beginning
   * of the phase: the distances are right, whatever that clock is set to.
   */
  readonly playerClock: (steps: readonly StepResult[], phase: PhaseResult) => (step: StepResult) => number | null;
}

/** A picture of what lasts nothing would have no width. */
const SHORTEST_MS = 1;

/** The times of one trial. One that never ended lasts until the last that is known of it. */
export function trialTime(trial: TrialResult): TrialTime {
  const zeroMs = Math.min(...known([trial.startTime, ...trial.phases.map(({ startTime }) => startTime)]));
  const lastMs = Math.max(zeroMs, ...known(lastTimes(trial)));
  const lengthMs = Number.isFinite(lastMs - zeroMs) ? Math.max(SHORTEST_MS, lastMs - zeroMs) : SHORTEST_MS;
  const within = (ms: number) => Math.min(lengthMs, Math.max(0, Math.round(ms * 1000) / 1000));
  const of = (time: string | null) => {
    const ms = time === null ? Number.NaN : preciseMs(time);
    return Number.isFinite(ms - zeroMs) ? within(ms - zeroMs) : null;
  };
  return { lengthMs, of, playerClock: (steps, phase) => stepTimes(steps, phase, of, within) };
}

/** Milliseconds since 1970 of a time with microseconds, which `Date` drops. */
export function preciseMs(time: string): number {
  const [, micros = '0'] = /\.\d{3}(\d{3})Z$/.exec(time) ?? [];
  return Date.parse(time) + Number(micros) / 1000;
}

function lastTimes({ endTime, phases }: TrialResult): (string | null)[] {
  if (endTime !== null) return [endTime];
  const steps = phases.flatMap(({ players }) => players.flatMap((part) => part.steps));
  return [
    ...phases.flatMap(({ startTime, endTime: end }) => [startTime, end]),
    ...steps.map((step) => step.conductorTime),
  ];
}

function known(times: readonly (string | null)[]): number[] {
  return times.flatMap((time) => (time === null ? [] : [preciseMs(time)])).filter(Number.isFinite);
}

function stepTimes(
  steps: readonly StepResult[],
  phase: PhaseResult,
  of: TrialTime['of'],
  within: (ms: number) => number,
): (step: StepResult) => number | null {
  const firstOwnMs = Math.min(...known(steps.map(({ startTime }) => startTime)));
  const phaseMs = of(phase.startTime) ?? 0;
  return ({ startTime, conductorTime }) => {
    if (startTime === null) return null;
    const measured = of(conductorTime);
    if (measured !== null) return measured;
    const ownMs = preciseMs(startTime) - firstOwnMs;
    return Number.isFinite(ownMs) ? within(phaseMs + ownMs) : null;
  };
}
