import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';
import type { Forked, ForkOptions } from './fork.ts';
import type { ForkNews, ForkOrder } from './forker-talk.ts';

/** A process that another process has forked for this one. */
export class FarProcess extends EventEmitter implements Forked {
  pid: number | undefined;
  readonly stdio: readonly (Duplex | null)[];
  readonly #id: number;
  readonly #order: (order: ForkOrder) => void;
  readonly #closed = new Set<number>();

  constructor(id: number, stdio: ForkOptions['stdio'], order: (order: ForkOrder) => void) {
    super();
    this.#id = id;
    this.#order = order;
    this.stdio = stdio.map((end, descriptor) => (end === 'pipe' ? this.#pipe(descriptor) : null));
  }

  /** Takes in what is told of it. */
  take(news: ForkNews): void {
    switch (news.kind) {
      case 'spawned':
        this.pid = news.pid;
        this.emit('spawn');
        return;
      case 'failed':
        this.emit('error', Object.assign(new Error(news.message), news.code === '' ? {} : { code: news.code }));
        return;
      case 'said':
        this.stdio[news.descriptor]?.push(news.text);
        return;
      case 'closed':
        this.#close(news.descriptor);
        return;
      case 'exited':
        this.emit('exit', news.code, news.signal);
        return;
      case 'over':
        for (const descriptor of this.stdio.keys()) this.#close(descriptor);
        return;
      default:
        news satisfies never;
    }
  }

  kill(signal: NodeJS.Signals): boolean {
    this.#order({ kind: 'kill', id: this.#id, signal });
    return true;
  }

  /** It keeps nobody from ending as it is. */
  unref(): void {
    // Nothing of this process waits for it.
  }

  /** The other end is closed: what it said before is read to its end. */
  #close(descriptor: number): void {
    if (this.#closed.has(descriptor)) return;
    this.#closed.add(descriptor);
    const pipe = this.stdio[descriptor];
    if (!pipe || pipe.destroyed) return;
    pipe.push(null);
    pipe.end();
  }

  #pipe(descriptor: number): Duplex {
    const at = { id: this.#id, descriptor };
    const end = (done: (error?: Error | null) => void) => {
      this.#order({ kind: 'end', ...at });
      done();
    };
    return new Duplex({
      read: () => undefined,
      write: (bytes: Buffer, _encoding, done) => {
        this.#order({ kind: 'write', ...at, text: bytes.toString() });
        done();
      },
      final: end,
      destroy: (_error, done) => end(done),
    });
  }
}
