import { ConductorError } from '@conductor/types';
import type { Side } from '../network/connection.ts';
import type { Message } from '../network/message.ts';
import type { Program } from '../program.ts';
import type { TrialOnDisk } from './kept-trial.ts';

type Follow = Extract<Message, { readonly kind: 'follow' }>;

/** Finds what a collector asks for: at once, later (`await`), or never. */
export type FindTrial = (follow: Follow) => TrialOnDisk | 'await' | null;

/** One results conversation at the player: sends what the collector does not hold, and notes what it does. */
export class ServedResults {
  readonly #side: Side;
  readonly #program: Program;
  #trial: TrialOnDisk | null = null;
  #awaited: Follow | null = null;
  #sentCount = 0;
  #isEndSent = false;
  #unwatch = () => undefined as unknown;

  constructor(side: Side, program: Program) {
    this.#side = side;
    this.#program = program;
  }

  hear(message: Message, find: FindTrial): void {
    if (message.kind === 'follow') this.#follow(message, find);
    if (message.kind === 'acknowledge') this.#trial?.acknowledge(message.heldCount);
  }

  /** A trial may have been loaded, or never will be. */
  lookAgain(find: FindTrial): void {
    if (this.#awaited) this.#follow(this.#awaited, find);
  }

  end(): void {
    this.#unwatch();
    this.#awaited = null;
  }

  #follow(follow: Follow, find: FindTrial): void {
    const found = find(follow);
    this.#awaited = found === 'await' ? follow : null;
    if (found === 'await') return;
    if (!found) {
      const error = new ConductorError('fenced', `this player has no results of run ${follow.run.runId}`);
      this.#side.send({ kind: 'no-results', error });
      this.#side.close('in-order');
      return;
    }
    this.#trial = found;
    this.#sentCount = follow.heldCount;
    found.acknowledge(follow.heldCount);
    this.#unwatch = found.watch(() => this.#program.tell(() => this.#send(found)));
    this.#send(found);
  }

  #send(trial: TrialOnDisk): void {
    if (!trial.maySend || this.#isEndSent) return;
    for (; this.#sentCount < trial.records.length; this.#sentCount += 1) {
      const record = trial.records[this.#sentCount];
      if (record) this.#side.send({ kind: 'record', record });
    }
    if (!trial.isClosed) return;
    this.#isEndSent = true;
    this.#side.send({ kind: 'trial-end' });
  }
}
