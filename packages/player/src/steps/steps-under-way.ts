import { type Clock, elapsedMs, type Outcome, type Step, type StepId, stepIdKey, systemReason } from '@conductor/types';
import type { SessionEvent } from '../session/session-event.ts';

/** What the steps of one kind are performed with. */
export interface StepsUnderWayParts<P extends Step> {
  readonly clock: Clock;
  readonly tell: (event: SessionEvent) => void;
  /** Resolves when the audit log has taken a step down; when it rejects the step does not begin. */
  readonly permit: (id: StepId, plan: P) => Promise<void>;
  /** Performs a step; the signal ends it, with its reason. */
  readonly perform: (id: StepId, plan: P, signal: AbortSignal) => Promise<Outcome>;
}

/** The steps of one trial that a player performs itself, without a shell: those of one kind that are under way. */
export class StepsUnderWay<P extends Step> {
  readonly #parts: StepsUnderWayParts<P>;
  readonly #open = new Map<string, AbortController>();

  constructor(parts: StepsUnderWayParts<P>) {
    this.#parts = parts;
  }

  /** Performs a step; tells `step-ended`. */
  async begin(step: StepId, plan: P): Promise<void> {
    const { clock, tell } = this.#parts;
    const stop = new AbortController();
    this.#open.set(stepIdKey(step), stop);
    const beganNs = clock.monotonicNs();
    const outcome = await this.#perform(step, plan, stop.signal);
    this.#open.delete(stepIdKey(step));
    tell({ kind: 'step-ended', step, outcome, durationMs: elapsedMs(beganNs, clock.monotonicNs()) });
  }

  /** Ends a step that is under way. */
  stop(step: StepId | null, reason: string): void {
    if (step) this.#open.get(stepIdKey(step))?.abort(new Error(reason));
  }

  /** Ends all of them. */
  stopAll(reason: string): void {
    for (const stop of this.#open.values()) stop.abort(new Error(reason));
  }

  async #perform(step: StepId, plan: P, signal: AbortSignal): Promise<Outcome> {
    const { permit, perform } = this.#parts;
    const whyNot = await permit(step, plan).then(() => null, systemReason);
    return whyNot === null ? await perform(step, plan, signal) : { kind: 'not-started', reason: whyNot };
  }
}
