import type { EndReason } from './end-reason.ts';
import type { LiveStep } from './live-step.ts';

/** Between two looks at the outputs of running commands. */
const INTERVAL_MS = 100;
/** Of commands that have ended, with what they left behind possibly still writing, so many are looked at each time. */
const LINGERING_PER_LOOK = 128;

/**
 * Looks at outputs while they may grow: often at those of running commands, in turn at those of commands that have
 * ended. Polling costs a microsecond per file and disturbs nobody; being told of every write would cost a processor.
 */
export class OutputWatch implements Disposable {
  readonly #limitBytes: number;
  readonly #end: (step: LiveStep, reason: EndReason) => void;
  readonly #running = new Set<LiveStep>();
  readonly #lingering = new Set<LiveStep>();
  readonly #timer: NodeJS.Timeout;

  /** `end` is called for a step whose outputs together exceed `limitBytes`. */
  constructor(limitBytes: number, end: (step: LiveStep, reason: EndReason) => void) {
    this.#limitBytes = limitBytes;
    this.#end = end;
    this.#timer = setInterval(() => this.#look(), INTERVAL_MS);
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** Its command runs. */
  begin(step: LiveStep): void {
    this.#running.add(step);
  }

  /** Its command has ended; what it left behind may write on. */
  linger(step: LiveStep): void {
    this.#running.delete(step);
    this.#lingering.add(step);
    this.#lookAt(step);
  }

  /** Nothing writes to it any more. */
  forget(step: LiveStep): void {
    this.#running.delete(step);
    this.#lingering.delete(step);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    for (const step of this.#running) this.#lookAt(step);
    for (const step of this.#lingering.values().take(LINGERING_PER_LOOK).toArray()) {
      this.#lingering.delete(step);
      this.#lingering.add(step);
      this.#lookAt(step);
    }
  }

  #lookAt(step: LiveStep): void {
    let bytes = 0;
    for (const output of step.outputs) {
      output.look();
      bytes += output.file.size;
    }
    if (bytes > this.#limitBytes) this.#end(step, { kind: 'output-limit', limitBytes: this.#limitBytes });
  }
}
