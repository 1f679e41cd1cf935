import type { EndReason } from './end-reason.ts';
import type { LiveStep } from './live-step.ts';

/** Between two looks at the outputs of commands that print, or have just begun. */
const SHORTEST_PAUSE_MS = 100;
/** While nothing is printed the pause is doubled up to this. What is printed then is sent, and counted, so much later, once. */
const LONGEST_PAUSE_MS = 400;
/** Of commands that have ended, with what they left behind possibly still writing, so many are looked at each time. */
const LINGERING_PER_LOOK = 128;

/**
 * Looks at outputs while they may grow: often at those of running commands, in turn at those of commands that have
 * ended. Polling costs a microsecond per file and disturbs nobody; being told of every write would cost a processor. What
 * waking up for it costs is spared where nothing is printed.
 */
export class OutputWatch implements Disposable {
  readonly #limitBytes: number;
  readonly #end: (step: LiveStep, reason: EndReason) => void;
  readonly #running = new Set<LiveStep>();
  readonly #lingering = new Set<LiveStep>();
  #pauseMs = SHORTEST_PAUSE_MS;
  #timer: NodeJS.Timeout | null = null;
  #isOver = false;

  /** `end` is called for a step whose outputs together exceed `limitBytes`. */
  constructor(limitBytes: number, end: (step: LiveStep, reason: EndReason) => void) {
    this.#limitBytes = limitBytes;
    this.#end = end;
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** Its command runs. */
  begin(step: LiveStep): void {
    this.#running.add(step);
    this.#lookSoon();
  }

  /** Its command has ended; what it left behind may write on. */
  linger(step: LiveStep): void {
    this.#running.delete(step);
    this.#lingering.add(step);
    this.#lookAt(step);
    this.#lookSoon();
  }

  /** Nothing writes to it any more. */
  forget(step: LiveStep): void {
    this.#running.delete(step);
    this.#lingering.delete(step);
  }

  [Symbol.dispose](): void {
    this.#isOver = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  /** A look that is so near already is not put off: steps may follow one another for ever. */
  #lookSoon(): void {
    if (this.#timer !== null && this.#pauseMs === SHORTEST_PAUSE_MS) return;
    this.#lookAfter(SHORTEST_PAUSE_MS);
  }

  #lookAfter(pauseMs: number): void {
    if (this.#isOver) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#pauseMs = pauseMs;
    this.#timer = setTimeout(() => this.#look(), pauseMs);
  }

  #look(): void {
    this.#timer = null;
    const lingering = this.#lingering.values().take(LINGERING_PER_LOOK).toArray();
    let hasChanged = false;
    for (const step of [...this.#running, ...lingering]) hasChanged = this.#lookAt(step) || hasChanged;
    for (const step of lingering) {
      // To the end of the queue, unless the look has ended it.
      if (this.#lingering.delete(step)) this.#lingering.add(step);
    }
    if (this.#running.size + this.#lingering.size === 0) return;
    this.#lookAfter(hasChanged ? SHORTEST_PAUSE_MS : Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS));
  }

  /** Says whether something has changed since the last look. */
  #lookAt(step: LiveStep): boolean {
    let bytes = 0;
    let hasChanged = false;
    for (const output of step.outputs) {
      hasChanged = output.look() || hasChanged;
      bytes += output.file.size;
    }
    if (bytes > this.#limitBytes) this.#end(step, { kind: 'output-limit', limitBytes: this.#limitBytes });
    return hasChanged;
  }
}
