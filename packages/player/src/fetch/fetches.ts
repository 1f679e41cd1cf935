import {
  type Clock,
  elapsedMs,
  type FetchStep,
  type Outcome,
  type StepId,
  stepIdKey,
  systemReason,
} from '@conductor/types';
import type { SessionEvent } from '../session/session-event.ts';
import { type FetchParts, fetchFiles } from './fetch-files.ts';

/** What the fetch steps of a trial are performed with. */
export interface FetchesParts extends FetchParts {
  readonly clock: Clock;
  readonly tell: (event: SessionEvent) => void;
  /** Resolves when the audit log has taken a step down; when it rejects the step does not begin. */
  readonly permit: (id: StepId, plan: FetchStep) => Promise<void>;
}

/** The fetch steps of one trial: those that are under way. */
export class Fetches {
  readonly #parts: FetchesParts;
  readonly #open = new Map<string, AbortController>();

  constructor(parts: FetchesParts) {
    this.#parts = parts;
  }

  /** Performs a fetch step; tells `step-ended`. */
  async begin(step: StepId, plan: FetchStep): Promise<void> {
    const { clock, tell } = this.#parts;
    const stop = new AbortController();
    this.#open.set(stepIdKey(step), stop);
    const beganNs = clock.monotonicNs();
    const outcome = await this.#perform(step, plan, stop.signal);
    this.#open.delete(stepIdKey(step));
    tell({ kind: 'step-ended', step, outcome, durationMs: elapsedMs(beganNs, clock.monotonicNs()) });
  }

  /** Ends a fetch step that is under way. */
  stop(step: StepId | null, reason: string): void {
    if (step) this.#open.get(stepIdKey(step))?.abort(new Error(reason));
  }

  async #perform(step: StepId, plan: FetchStep, signal: AbortSignal): Promise<Outcome> {
    const whyNot = await this.#parts.permit(step, plan).then(() => null, systemReason);
    if (whyNot !== null) return { kind: 'not-started', reason: whyNot };
    return await fetchFiles(step, plan, this.#parts, signal);
  }
}
