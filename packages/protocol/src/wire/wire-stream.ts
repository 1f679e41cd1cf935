import type { Duplex } from 'node:stream';
import { ConductorError } from '@conductor/types';
import { withinTime } from '../before-deadline.ts';
import { onAbort } from '../on-abort.ts';

/** So long the last message before a cut may take, where the other side reads slowly. */
const LAST_WORD_MS = 500;

/** One gRPC stream, from either end: messages in and out, with back-pressure both ways. */
export interface WireStream<Sent, Received> {
  /** The next message; `null` when the other side has ended its direction. Rejects with the reason of `closed`. */
  read(): Promise<Received | null>;
  /** Resolves when there is room for another message. `sent` is called when nobody reads this one any more. */
  write(message: Sent, sent?: () => void): Promise<void>;
  /** Says that nothing more will be written; what was written still goes out. */
  end(): void;
  /** Ends both directions at once; a last message still goes out before, if there is room for it. Nothing more is read. */
  cut(reason: ConductorError, last?: Sent): void;
  /** Aborted when the stream is over, in order or not; the reason is a ConductorError. */
  readonly closed: AbortSignal;
  /** Nothing broke, and nobody cut: the call ran to its end. What it means is in its messages. */
  readonly endedInOrder: boolean;
}

/** What we use of a gRPC stream. */
interface MessageDuplex extends Pick<Duplex, 'iterator'> {
  write(message: unknown, over?: (error?: Error | null) => void): boolean;
  end(): unknown;
  once(event: 'drain', listener: () => void): unknown;
  off(event: 'drain', listener: () => void): unknown;
}

/** What differs between the two ends. */
interface StreamEnd {
  readonly stream: MessageDuplex;
  readonly closed: AbortController;
  /** Ends the call now, for the other side too. */
  cancel(reason: ConductorError): void;
  endedInOrder(): boolean;
  /** Told of each message that is written, and not of one whose writing was broken off: that may still be read. */
  written?(message: unknown): void;
}

/** The part that both ends share. `closed` must be aborted by the caller when the call is over. */
export function wireStream<Sent, Received>({
  stream,
  closed,
  cancel,
  endedInOrder,
  written: noteWritten,
}: StreamEnd): WireStream<Sent, Received> {
  const messages = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Received>;
  let room: Promise<void> | null = null;
  let ended = false;
  let isCut = false;

  return {
    closed: closed.signal,
    get endedInOrder() {
      return endedInOrder();
    },
    async read() {
      try {
        const next = await messages.next();
        // What came in before a cut is not heeded after it; what came in before an end in order is.
        if (isCut) closed.signal.throwIfAborted();
        return next.done ? null : next.value;
      } catch (error) {
        closed.signal.throwIfAborted();
        throw ConductorError.from(error, 'lost', 'the connection');
      }
    },
    async write(message, sent) {
      closed.signal.throwIfAborted();
      if (ended) throw new ConductorError('interrupted', 'the conversation is over: nothing more can be said');
      const over = (error?: Error | null) => {
        if (!error) noteWritten?.(message);
        sent?.();
      };
      if (stream.write(message, over)) return;
      room ??= drained(stream, closed.signal).finally(() => {
        room = null;
      });
      await room;
    },
    end() {
      ended = true;
      stream.end();
    },
    cut(reason, last) {
      if (closed.signal.aborted) return;
      isCut = true;
      closed.abort(reason);
      if (last === undefined) cancel(reason);
      else void withinTime(written(stream, last), LAST_WORD_MS).then(() => cancel(reason));
    },
  };
}

/** Resolves when a message is on its way. */
function written(stream: MessageDuplex, message: unknown): Promise<void> {
  return new Promise((resolve) => stream.write(message, () => resolve()));
}

/** `write` said "full": wait until it is not, or until nobody will ever read. */
function drained(stream: MessageDuplex, closed: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const forget = onAbort(closed, () => reject(closed.reason));
  stream.once('drain', resolve);
  return promise.finally(() => {
    stream.off('drain', resolve);
    forget();
  });
}
