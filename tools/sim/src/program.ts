import type { Timeline } from './timeline.ts';

/** What a program is given to look at: news from outside, or a timer of its own. */
type Notice = { readonly kind: 'news' | 'timer'; readonly deed: () => void };

/** A running program. SIGSTOP keeps from it what comes, until SIGCONT; its end takes everything with it. */
export class Program {
  readonly #timeline: Timeline;
  /** SIGCONT gives it the timers that fell due before the news that came: Node.js looks at its timers first. */
  readonly #timersFirst: boolean;
  readonly #backlog: Notice[] = [];
  #state: 'running' | 'stopped' | 'dead' = 'running';

  constructor(timeline: Timeline, timersFirst: boolean) {
    this.#timeline = timeline;
    this.#timersFirst = timersFirst;
  }

  get isAlive(): boolean {
    return this.#state !== 'dead';
  }

  get isStopped(): boolean {
    return this.#state === 'stopped';
  }

  /** Gives it news from outside. */
  tell(deed: () => void): void {
    this.#give({ kind: 'news', deed });
  }

  /** Has a deed done by it after so many milliseconds. */
  after(ms: number, deed: () => void): void {
    this.#timeline.after(ms, () => this.#give({ kind: 'timer', deed }));
  }

  stop(): void {
    if (this.#state === 'running') this.#state = 'stopped';
  }

  goOn(): void {
    if (this.#state !== 'stopped') return;
    this.#state = 'running';
    const backlog = this.#backlog.splice(0);
    if (this.#timersFirst) backlog.sort((one, other) => rank(one) - rank(other));
    for (const notice of backlog) this.#give(notice);
  }

  end(): void {
    this.#state = 'dead';
  }

  #give(notice: Notice): void {
    if (this.#state === 'stopped') this.#backlog.push(notice);
    if (this.#state === 'running') notice.deed();
  }
}

function rank({ kind }: Notice): number {
  return kind === 'timer' ? 0 : 1;
}
