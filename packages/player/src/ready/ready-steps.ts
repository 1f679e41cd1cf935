import {
  type Clock,
  commandOf,
  elapsedMs,
  type Outcome,
  type ReadyStep,
  type Step,
  type StepId,
  stepIdKey,
  stepText,
  systemReason,
} from '@conductor/types';
import type { SessionEvent } from '../session/session-event.ts';
import { awaitReady } from './await-ready.ts';
import { fileProbe } from './file-probe.ts';
import { logProbe, type WatchedSpawn } from './log-probe.ts';
import type { Probe } from './look.ts';
import { tcpProbe } from './tcp-probe.ts';
import { udpProbe } from './udp-probe.ts';

/** What the ready steps of a trial are performed with. */
export interface ReadyStepsParts {
  readonly clock: Clock;
  readonly tell: (event: SessionEvent) => void;
  /** The limit of a step that states none; `null` is no limit. */
  readonly stepTimeoutMs: number | null;
  /** A spawn of this trial. */
  readonly spawnOf: (id: StepId, key: string) => WatchedSpawn;
  /** Resolves when the audit log has taken a step down; when it rejects the step does not begin. */
  readonly permit: (id: StepId, plan: Step) => Promise<void>;
}

/** The ready steps of one trial that need no shell: those that are under way. */
export class ReadySteps {
  readonly #parts: ReadyStepsParts;
  readonly #open = new Map<string, AbortController>();

  constructor(parts: ReadyStepsParts) {
    this.#parts = parts;
  }

  /** Waits for what a step waits for; tells `step-ended`. */
  async begin(step: StepId, plan: ReadyStep): Promise<void> {
    const { clock, tell } = this.#parts;
    const stop = new AbortController();
    this.#open.set(stepIdKey(step), stop);
    const beganNs = clock.monotonicNs();
    const outcome = await this.#perform(step, plan, stop.signal);
    this.#open.delete(stepIdKey(step));
    tell({ kind: 'step-ended', step, outcome, durationMs: elapsedMs(beganNs, clock.monotonicNs()) });
  }

  /** Ends a ready step that is under way. */
  stop(step: StepId | null, reason: string): void {
    if (step) this.#open.get(stepIdKey(step))?.abort(new Error(reason));
  }

  /** Nobody waits for anything any more. */
  stopAll(reason: string): void {
    for (const stop of this.#open.values()) stop.abort(new Error(reason));
  }

  async #perform(step: StepId, plan: ReadyStep, signal: AbortSignal): Promise<Outcome> {
    const { clock, stepTimeoutMs, permit } = this.#parts;
    const whyNot = await permit(step, plan).then(() => null, systemReason);
    if (whyNot !== null) return { kind: 'not-started', reason: whyNot };
    await using probe = this.#probeOf(step, plan);
    return await awaitReady(probe, { text: stepText(plan), limitMs: plan.limitMs ?? stepTimeoutMs, clock }, signal);
  }

  #probeOf({ phase, attempt }: StepId, plan: ReadyStep): Probe {
    const { condition } = plan;
    switch (condition.kind) {
      case 'tcp':
        return tcpProbe(condition.host, condition.port);
      case 'udp':
        return udpProbe(condition.address, condition.port);
      case 'file':
        return fileProbe(condition.path, condition.notEmpty);
      case 'log': {
        const id = { phase, index: condition.spawnIndex, attempt };
        return logProbe(this.#parts.spawnOf(id, condition.spawn), new RegExp(condition.pattern, condition.flags));
      }
      case 'run':
        throw new Error(`${commandOf(plan)} is for the shell`);
      default:
        return condition satisfies never;
    }
  }
}
