import { ConductorError } from '@conductor/types';
import { withinTime } from './before-deadline.ts';
import type { FrameCodec } from './codec/frame-codec.ts';
import type { Conversation } from './connection.ts';
import { onAbort } from './on-abort.ts';
import type { WireStream } from './wire/wire-stream.ts';

/** What a conversation is made of. */
export interface ConversationParts<Sent, Received, WireSent, WireReceived> {
  readonly wire: WireStream<WireSent, WireReceived>;
  readonly sending: Pick<FrameCodec<Sent, WireSent, unknown>, 'encode'>;
  readonly receiving: Pick<FrameCodec<Received, unknown, WireReceived>, 'reader'>;
  /** After this frame the other side may end in order, whatever else it says. */
  readonly isLastSent: (frame: Sent) => boolean;
  /** The frame that ends the other side's part. The end of a stream says nothing: a dead peer's stream ends too. */
  readonly isLastReceived: (frame: Received) => boolean;
  /**
   * Takes a message that is said beside the frames, as soon as it has come; `null` for one that is part of them. Nothing more is
   * read before it resolves.
   */
  readonly aside?: (message: WireReceived, wire: WireStream<WireSent, WireReceived>) => Promise<void> | null;
  /** For messages: `player "dut1" at 10.0.0.5:6970`. */
  readonly peer: string;
  readonly side: Side;
}

/** Which end of the call we are. */
type Side =
  /** Leaving `frames` before their end cancels the call. */
  | {
      readonly kind: 'caller';
      /** How long the player may take to end, once it has said its last; milliseconds. */
      readonly closingMs: number;
      /** Gives back what the call was made over. */
      readonly release: () => void;
    }
  /** The call ends when its handler does. */
  | { readonly kind: 'listener' };

/** A conversation over a stream whose greeting is over. */
export function converse<Sent, Received, WireSent, WireReceived>(
  parts: ConversationParts<Sent, Received, WireSent, WireReceived>,
): Conversation<Sent, Received> {
  const { wire, peer, side } = parts;
  const closed = new AbortController();
  let saidLast = false;
  let heardLast = false;
  let turn: Promise<unknown> = Promise.resolve();
  let disposal: Promise<void> | null = null;

  onAbort(wire.closed, () => {
    if (!heardLast && !wire.endedInOrder) closed.abort(wire.closed.reason);
  });

  async function* readFrames(): AsyncGenerator<Received, void, undefined> {
    const read = parts.receiving.reader();
    try {
      while (!heardLast) {
        const message = await readMessage();
        if (message === null) return endOfStream();
        const frame = inPlace(peer, () => read(message));
        if (frame === null) continue;
        heardLast = parts.isLastReceived(frame);
        yield frame;
      }
    } catch (error) {
      stop(ConductorError.from(error, 'lost', peer));
      throw error;
    } finally {
      if (!heardLast && side.kind === 'caller') cut(over(peer));
    }
  }

  /** The next message that is part of a frame. */
  async function readMessage(): Promise<WireReceived | null> {
    for (;;) {
      const message = await wire.read();
      const aside = message === null ? null : (parts.aside?.(message, wire) ?? null);
      if (aside === null) return message;
      await aside;
    }
  }

  function endOfStream(): void {
    if (!saidLast) throw lost(peer, 'it ended the conversation in the middle');
    heardLast = true;
  }

  async function write(frame: Sent, sent?: () => void): Promise<void> {
    if (closed.signal.aborted) throw closed.signal.reason;
    // All of a frame is encoded before any of it is sent: a frame that cannot be encoded breaks nothing.
    const messages = [...parts.sending.encode(frame)];
    saidLast ||= parts.isLastSent(frame);
    const last = messages.at(-1);
    for (const message of messages) await wire.write(message, message === last ? sent : undefined);
  }

  function stop(reason: ConductorError): void {
    if (!closed.signal.aborted) closed.abort(reason);
  }

  function cut(reason: ConductorError): void {
    stop(reason);
    wire.cut(reason);
  }

  async function dispose(): Promise<void> {
    if (!wire.closed.aborted) wire.end();
    stop(over(peer));
    if (side.kind === 'listener') return;
    if (heardLast) await withinTime(aborted(wire.closed), side.closingMs);
    wire.cut(over(peer));
    side.release();
  }

  return {
    frames: readFrames(),
    send(frame, sent) {
      // One frame may be several messages: nothing may come between them.
      const mine = turn.then(() => write(frame, sent));
      turn = Promise.allSettled([mine]);
      return mine;
    },
    closed: closed.signal,
    [Symbol.asyncDispose]() {
      disposal ??= dispose();
      return disposal;
    },
  };
}

/** Adds to the error of a codec whom it is about. */
function inPlace<T>(peer: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = ConductorError.from(error, 'protocol', 'a frame');
    const verb = reason.code === 'protocol' ? 'broke the protocol' : 'refused';
    throw new ConductorError(reason.code, `${peer} ${verb}: ${reason.message}`, { cause: error });
  }
}

/** The error of a peer that had been reached and is gone. */
export function lost(peer: string, how: string): ConductorError {
  return new ConductorError('lost', `${peer} is gone: ${how}`);
}

/** The reason of a conversation that we ended. */
function over(peer: string): ConductorError {
  return new ConductorError('interrupted', `the conversation with ${peer} is over`);
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    onAbort(signal, resolve);
  });
}
