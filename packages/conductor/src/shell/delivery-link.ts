import { setTimeout as pause } from 'node:timers/promises';
import { type DeliveryConnection, type DeliveryReply, dialFiles, type LackingFile } from '@conductor/protocol';
import { ConductorError, elapsedMs, type PlayerPlan, type Turnstile } from '@conductor/types';
import { filePieces } from '../put/file-pieces.ts';
import type { Stage } from './stage.ts';

/** Between two attempts to go on after a cut, in milliseconds. */
const AGAIN_MS = 500;
/** A player that takes nothing for so long is told as failed, in milliseconds. */
const PATIENCE_MS = 30_000;

/** The bringing of files to one player; what becomes of it is told to the course. */
export class DeliveryLink {
  readonly #stage: Stage;
  readonly #player: PlayerPlan;
  readonly #turnstile: Turnstile;
  readonly #ending = new AbortController();
  /** When the player last took something, by our monotonic clock. */
  #progressNs = 0n;

  constructor(stage: Stage, player: PlayerPlan, turnstile: Turnstile) {
    this.#stage = stage;
    this.#player = player;
    this.#turnstile = turnstile;
  }

  /** Brings all files, and goes on after a cut where that was; tells how it went. Never rejects. */
  async deliver(): Promise<void> {
    const { tell, clock } = this.#stage;
    const { name: player } = this.#player;
    const { signal } = this.#ending;
    let isCutOff = false;
    while (!signal.aborted) {
      try {
        await this.#turnstile.through(() => {
          if (!isCutOff) this.#noteProgress();
          return this.#attempt(signal);
        }, signal);
        tell({ kind: 'files-held', player });
        return;
      } catch (thrown) {
        const error = ConductorError.from(thrown, 'storage', `the files of player "${player}"`);
        if (signal.aborted) return;
        if (!isCut(error) || elapsedMs(this.#progressNs, clock.monotonicNs()) > PATIENCE_MS) {
          tell({ kind: 'delivery-failed', player, error });
          return;
        }
        isCutOff = true;
        await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Ends the bringing. */
  abandon(): void {
    this.#ending.abort(new ConductorError('interrupted', 'its files are not wanted any more'));
  }

  async #attempt(signal: AbortSignal): Promise<void> {
    const { name, address, port } = this.#player;
    const stalled = new AbortController();
    const watch = setInterval(() => {
      if (elapsedMs(this.#progressNs, this.#stage.clock.monotonicNs()) <= PATIENCE_MS) return;
      stalled.abort(
        new ConductorError('lost', `player "${name}" took nothing of its files for ${PATIENCE_MS / 1000} s`),
      );
    }, AGAIN_MS);
    const either = AbortSignal.any([signal, stalled.signal]);
    try {
      await using connection = await dialFiles({ name, host: address, port }, this.#stage.dialling, either);
      const over = Promise.withResolvers<never>();
      over.promise.catch(() => undefined);
      either.addEventListener('abort', () => over.reject(either.reason), { once: true });
      await Promise.race([this.#bring(connection), over.promise]);
    } finally {
      clearInterval(watch);
    }
  }

  async #bring(connection: DeliveryConnection): Promise<void> {
    const offered = this.#stage.putFiles(this.#player.name).map(({ sha256, size }) => ({ sha256, size }));
    const replies = connection.frames[Symbol.asyncIterator]();
    await connection.send({ kind: 'offer-files', run: this.#stage.run, files: offered });
    const first = await nextReply(replies);
    if (first.kind !== 'files-lacking') return this.#checkHeld(first);
    this.#noteProgress();
    const last = nextReply(replies);
    // Whoever refuses a file says so while pieces are on their way.
    last.catch(() => undefined);
    const sizes = new Map(offered.map(({ sha256, size }) => [sha256, size]));
    if (new Set(first.files.map(({ sha256 }) => sha256)).size < first.files.length)
      throw new ConductorError('protocol', `player "${this.#player.name}" lacks a file twice`);
    const sent = this.#sendAll(connection, first.files, sizes);
    await Promise.race([sent, last.then((reply) => this.#checkHeld(reply))]);
    await sent;
    this.#checkHeld(await last);
  }

  #checkHeld(reply: DeliveryReply): void {
    const { name } = this.#player;
    if (reply.kind === 'delivery-failed')
      throw new ConductorError('storage', `player "${name}" cannot keep the files that it is to put: ${reply.reason}`);
    if (reply.kind !== 'files-held') throw new ConductorError('protocol', `player "${name}" said ${reply.kind} twice`);
  }

  async #sendAll(
    connection: DeliveryConnection,
    files: readonly LackingFile[],
    sizes: ReadonlyMap<string, number>,
  ): Promise<void> {
    for (const { sha256, offset: from } of files) {
      const [path, size] = [this.#stage.putSources.get(sha256), sizes.get(sha256)];
      if (path === undefined || size === undefined || from > size)
        throw new ConductorError('protocol', `player "${this.#player.name}" lacks what it was not offered`);
      for await (const piece of filePieces(path, from, size)) {
        await connection.send({ kind: 'file-piece', sha256, ...piece });
        this.#noteProgress();
      }
    }
  }

  #noteProgress(): void {
    this.#progressNs = this.#stage.clock.monotonicNs();
  }
}

async function nextReply(replies: AsyncIterator<DeliveryReply>): Promise<DeliveryReply> {
  const { done, value } = await replies.next();
  if (done) throw new ConductorError('lost', 'the player ended the delivery in the middle');
  return value;
}

/** What another attempt may mend. */
function isCut({ code }: ConductorError): boolean {
  return code === 'lost' || code === 'unreachable' || code === 'deadline';
}
