import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CollectorFrame, Conversation } from '../../src/index.ts';
import { acknowledge, chunk, follow, readAll, trialEnd } from '../support/frames.ts';
import { RUN, TRIAL, testPlayer } from '../support/test-player.ts';

const MEBIBYTE = 2 ** 20;
/** HTTP/2 windows, the queues of both sides and the kernel's buffers together: far below what is sent. */
const UNREAD_LIMIT = 64 * MEBIBYTE;

describe('results', () => {
  it('of 100 MB arrive byte by byte', async () => {
    const total = 100_000_000;
    const sent = createHash('sha256');
    await using player = await testPlayer({
      async onResults(call) {
        for (let offset = 0, turn = 0; offset < total; turn += 1) {
          const data = Buffer.alloc(Math.min(1 + ((turn * 48_611) % 262_144), total - offset), turn % 251);
          sent.update(data);
          await call.send(chunk(offset, data));
          offset += data.length;
        }
        await call.send(trialEnd);
      },
    });
    await using connection = await player.results();
    await connection.send(follow);
    const received = createHash('sha256');
    let expected = 0;
    for await (const frame of connection.frames) {
      if (frame.kind !== 'chunk') continue;
      expect(frame.offset).toBe(expected);
      received.update(frame.data);
      expected += frame.data.length;
    }
    expect(expected).toBe(total);
    expect(received.digest('hex')).toBe(sent.digest('hex'));
  });

  it('that nobody reads hold their player up, and come when they are read', async () => {
    const data = Buffer.alloc(65_536, 1);
    const sender = Promise.withResolvers<Sender>();
    await using player = await testPlayer({
      async onResults(call) {
        const sending = new Sender();
        sender.resolve(sending);
        await sending.sendUntil(call, (offset) => (offset < 200 * MEBIBYTE ? chunk(offset, data) : null), data.length);
        await call.send(trialEnd);
      },
    });
    await using connection = await player.results();
    await connection.send(follow);
    const sending = await sender.promise;
    await sending.heldUp();
    expect(sending.sentBytes).toBeLessThan(UNREAD_LIMIT);
    const frames = await readAll(connection.frames);
    expect(frames.length).toBe((200 * MEBIBYTE) / data.length + 1);
  });
});

it('acknowledgements that nobody reads hold their collector up', async () => {
  const read = Promise.withResolvers<void>();
  const heard = Promise.withResolvers<number>();
  await using player = await testPlayer({
    async onResults(call) {
      await read.promise;
      let count = 0;
      for await (const frame of call.frames) {
        count += 1;
        if (frame.kind === 'acknowledge' && frame.positions[0]?.offset === 1) await call.send(trialEnd);
      }
      heard.resolve(count);
    },
  });
  const connection = await player.results();
  await connection.send(follow);
  const source = {
    kind: 'output',
    step: { phase: 'run', index: 1, attempt: 1 },
    channel: 'out',
    generation: 0,
  } as const;
  const positions = Array.from({ length: 4_000 }, (_, offset) => ({ source, offset: offset + 10 }));
  const long: CollectorFrame = { kind: 'acknowledge', positions, complete: [] };
  const sending = new Sender();
  let last = false;
  const sent = sending.sendUntil(connection, () => (last ? null : long), 50_000);
  await sending.heldUp();
  expect(sending.sentBytes).toBeLessThan(UNREAD_LIMIT);
  last = true;
  read.resolve();
  await sent;
  await connection.send(acknowledge(1));
  expect(await readAll(connection.frames)).toEqual([trialEnd]);
  await connection[Symbol.asyncDispose]();
  expect(await heard.promise).toBe(sending.count + 2);
});

it('a sender that is held up hears of the end', async () => {
  const failed = Promise.withResolvers<unknown>();
  const sending = new Sender();
  await using player = await testPlayer({
    async onResults(call) {
      const data = Buffer.alloc(65_536);
      await sending.sendUntil(call, (offset) => chunk(offset, data), data.length).catch(failed.resolve);
    },
  });
  const connection = await player.results();
  await connection.send({ kind: 'follow', run: RUN, trial: TRIAL, positions: [] });
  await sending.heldUp();
  await connection[Symbol.asyncDispose]();
  expect(await failed.promise).toMatchObject({ code: 'lost' });
});

/** Sends without end, and tells when a send does not return. */
class Sender {
  count = 0;
  sentBytes = 0;
  #since = performance.now();

  async sendUntil<T>(
    conversation: Pick<Conversation<T, unknown>, 'send'>,
    next: (offset: number) => T | null,
    bytes: number,
  ): Promise<void> {
    for (let frame = next(0); frame !== null; frame = next(this.sentBytes)) {
      await conversation.send(frame);
      this.count += 1;
      this.sentBytes += bytes;
      this.#since = performance.now();
    }
  }

  /** Resolves when no send has returned for half a second, in which a free way takes more than 100 MB. */
  async heldUp(): Promise<void> {
    while (this.count === 0 || performance.now() - this.#since < 500) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
