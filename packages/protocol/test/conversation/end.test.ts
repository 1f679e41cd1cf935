import { ConductorError } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import type { CollectorFrame, ControlCall } from '../../src/index.ts';
import { FEATURES } from '../../src/protocol-version.ts';
import {
  acknowledge,
  answerPolitely,
  chunk,
  claim,
  claimed,
  follow,
  heartbeat,
  readAll,
  release,
  trialEnd,
} from '../support/frames.ts';
import { RUN, testPlayer } from '../support/test-player.ts';

describe('a control conversation', () => {
  it('ends in order with the release of the player, on both sides', async () => {
    const over = Promise.withResolvers<string>();
    await using player = await testPlayer({
      async onControl(call) {
        await answerPolitely(call);
        over.resolve('in order');
      },
    });
    await using connection = await player.control();
    for (const request of [claim, heartbeat(1), release]) await connection.send(request);
    const replies = await readAll(connection.frames);
    expect(replies.map(({ kind }) => kind)).toEqual(['player-claimed', 'heartbeat-reply', 'player-released']);
    expect(await over.promise).toBe('in order');
    expect(player.refusals).toEqual([]);
  });

  it('knows both ends of it, as far as they are proved', async () => {
    const peer = Promise.withResolvers<ControlCall['peer']>();
    await using player = await testPlayer({
      onControl(call) {
        peer.resolve(call.peer);
        return Promise.resolve();
      },
    });
    await using _connection = await player.control();
    expect(await peer.promise).toEqual({
      name: 'me@control (pid 7)',
      address: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      features: FEATURES,
      certified: null,
    });
  });

  it('is lost for the conductor when the player just ends it', async () => {
    await using player = await testPlayer({ onControl: (call) => call.send(claimed) });
    await using connection = await player.control();
    const frames = connection.frames[Symbol.asyncIterator]();
    expect((await frames.next()).value).toEqual(claimed);
    await expect(frames.next()).rejects.toMatchObject({
      code: 'lost',
      message: expect.stringMatching(/^player "dut1" at .* is gone: it ended the conversation in the middle$/),
    });
    expect(connection.closed.aborted).toBe(true);
    expect(connection.closed.reason).toMatchObject({ code: 'lost' });
    await expect(connection.send(claim)).rejects.toMatchObject({ code: 'lost' });
  });

  it('is lost for the player when the conductor ends without releasing it', async () => {
    const failure = Promise.withResolvers<ConductorError>();
    await using player = await testPlayer({
      async onControl(call) {
        await readAll(call.frames).catch(failure.resolve);
        expect(call.closed.aborted).toBe(true);
      },
    });
    const connection = await player.control();
    await connection.send(claim);
    await connection[Symbol.asyncDispose]();
    expect(await failure.promise).toMatchObject({
      code: 'lost',
      message: expect.stringMatching(/^conductor "me@control \(pid 7\)" at 127\.0\.0\.1:\d+ is gone/),
    });
  });

  it('is cancelled when the conductor leaves the frames before their end', async () => {
    const failure = Promise.withResolvers<ConductorError>();
    await using player = await testPlayer({ onControl: (call) => answerPolitely(call).catch(failure.resolve) });
    await using connection = await player.control();
    await connection.send(claim);
    for await (const _frame of connection.frames) break;
    expect(await failure.promise).toMatchObject({ code: 'lost' });
    expect(connection.closed.reason).toMatchObject({ code: 'interrupted' });
    await expect(connection.send(claim)).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('can be refused by what its handler throws, and the conductor hears the reason', async () => {
    const sentence = 'epoch 3 holds this player';
    await using player = await testPlayer({
      onControl: () => Promise.reject(new ConductorError('fenced', sentence)),
    });
    await using connection = await player.control();
    expect(await readAll(connection.frames)).toEqual([
      { kind: 'refused', reason: 'fenced', message: sentence, holder: null },
    ]);
    await player.refusal(/epoch 3 holds this player/);
  });

  it('is lost, with a word to the operator, when its handler breaks', async () => {
    await using player = await testPlayer({ onControl: () => Promise.reject(new TypeError('x is undefined')) });
    await using connection = await player.control();
    await expect(readAll(connection.frames)).resolves.toMatchObject([{ kind: 'refused', reason: 'protocol' }]);
    await player.refusal(/this player failed: x is undefined/);
  });

  it('can be disposed again and again, also from its own loop', async () => {
    await using player = await testPlayer({ onControl: answerPolitely });
    const connection = await player.control();
    await connection.send(claim);
    await expect(
      (async () => {
        for await (const _frame of connection.frames) await connection[Symbol.asyncDispose]();
      })(),
    ).rejects.toMatchObject({ code: 'interrupted' });
    await Promise.all([connection[Symbol.asyncDispose](), connection[Symbol.asyncDispose]()]);
  });

  it('refuses what cannot be said before any of it is sent', async () => {
    await using player = await testPlayer({ onControl: answerPolitely });
    await using connection = await player.control();
    await expect(connection.send(heartbeat(-1))).rejects.toMatchObject({ code: 'protocol' });
    await connection.send(heartbeat(2));
    await connection.send(release);
    expect((await readAll(connection.frames)).map(({ kind }) => kind)).toEqual(['heartbeat-reply', 'player-released']);
  });

  it('keeps a long command whole while others are sent', async () => {
    const kinds = Promise.withResolvers<string[]>();
    await using player = await testPlayer({
      async onControl(call) {
        kinds.resolve((await readAll(call.frames)).map(({ command }) => command.kind));
        await call.send({ kind: 'player-released' });
      },
    });
    await using connection = await player.control();
    const requests = [heartbeat(1), longTrial(), heartbeat(2), longTrial(), heartbeat(3), release];
    await Promise.all(requests.map((request) => connection.send(request)));
    expect(await kinds.promise).toEqual(requests.map(({ command }) => command.kind));
  });
});

describe('a results conversation', () => {
  it('ends with the trial, and the last acknowledgements still arrive', async () => {
    const heard = Promise.withResolvers<CollectorFrame[]>();
    await using player = await testPlayer({
      async onResults(call) {
        await call.send(chunk(0, Buffer.from('hello\n')));
        await call.send(trialEnd);
        heard.resolve(await readAll(call.frames));
      },
    });
    const connection = await player.results();
    await connection.send(follow);
    expect(await readAll(connection.frames)).toEqual([chunk(0, Buffer.from('hello\n')), trialEnd]);
    await connection.send(acknowledge(6));
    await connection[Symbol.asyncDispose]();
    expect(await heard.promise).toEqual([follow, acknowledge(6)]);
  });

  it('is lost for the player when the collector leaves before the end of the trial', async () => {
    const failure = Promise.withResolvers<ConductorError>();
    await using player = await testPlayer({
      async onResults(call) {
        await readAll(call.frames).catch(failure.resolve);
      },
    });
    const connection = await player.results();
    await connection.send(follow);
    await connection[Symbol.asyncDispose]();
    expect(await failure.promise).toMatchObject({
      code: 'lost',
      message: expect.stringMatching(/^collector "me@control/),
    });
  });

  it('is refused with a reason that the collector can act on', async () => {
    await using player = await testPlayer({
      onResults: () => Promise.reject(new ConductorError('fenced', 'run x holds this player')),
    });
    await using connection = await player.results();
    await expect(readAll(connection.frames)).rejects.toMatchObject({
      code: 'fenced',
      message: expect.stringMatching(/^player "dut1" at .* refused: run x holds this player$/),
    });
  });

  it('has a connection of its own beside the control conversation', async () => {
    const addresses: string[] = [];
    const note = (call: { peer: { address: string } }) => Promise.resolve(void addresses.push(call.peer.address));
    await using player = await testPlayer({ onControl: note, onResults: note });
    await using _control = await player.control();
    await using _results = await player.results();
    expect(new Set(addresses).size).toBe(2);
  });
});

function longTrial() {
  const step = (index: number) => ({
    kind: 'step' as const,
    index,
    key: `step${index}`,
    place: { file: 'dut1.cfg', line: index },
    mayFail: false,
    command: 'x'.repeat(100_000),
  });
  return {
    run: RUN,
    command: {
      kind: 'load-trial' as const,
      trial: { caseName: '', trial: 1 },
      policies: {
        leaseMs: 1,
        heartbeatMs: 1,
        stepTimeoutMs: null,
        killGraceMs: 1,
        maxOutputBytes: 1,
        stopSignal: 'SIGINT',
        capture: 'file' as const,
        onDisconnect: 'reset' as const,
        onFailure: 'stop' as const,
        live: false,
      },
      phases: { startup: Array.from({ length: 30 }, (_, place) => step(place + 1)), run: [], collect: [], reset: [] },
      secrets: [],
    },
  };
}
