import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConductorError } from '@conductor/types';
import { execaNode } from 'execa';
import { describe, expect, it } from 'vitest';
import { type Conversation, dialControl, dialResults } from '../../src/index.ts';
import { type Break, flakyLink } from '../support/flaky-link.ts';
import {
  answerPolitely,
  chunk,
  claim,
  claimed,
  follow,
  heartbeat,
  heartbeatReply,
  readAll,
  release,
} from '../support/frames.ts';
import { never, testPlayer } from '../support/test-player.ts';

const WATCHFUL = { keepaliveMs: 300, keepaliveTimeoutMs: 1_000 };

describe('the death of a process', () => {
  it.each(['control', 'results'] as const)('of a player is heard at once on %s', async (service) => {
    const tokenFolder = await mkdtemp(join(tmpdir(), 'conductor-token-'));
    const child = start('serve.ts', tokenFolder);
    const port = Number(/listening (\d+)/.exec(await line(child))?.[1]);
    const address = { name: 'dut1', host: '127.0.0.1', port };
    const options = { self: 'me', version: '1.2.3', insecureNetwork: false, tokenFolders: [tokenFolder] };
    await using connection: Conversation<never, unknown> = await (service === 'control'
      ? dialControl(address, options, never)
      : dialResults(address, options, never));
    child.kill('SIGKILL');
    await expect(readAll(connection.frames)).rejects.toMatchObject({ code: 'lost' });
    expect(connection.closed.reason).toMatchObject({ code: 'lost' });
    await rm(tokenFolder, { recursive: true });
  });

  it.each(['control', 'results'] as const)('of a caller is heard at once on %s', async (service) => {
    const failure = Promise.withResolvers<ConductorError>();
    const listen = (call: Conversation<never, unknown>) => readAll(call.frames).then(() => undefined, failure.resolve);
    await using player = await testPlayer({ onControl: listen, onResults: listen });
    const child = start('dial.ts', service, String(player.address.port), player.tokenFolder);
    await line(child);
    child.kill('SIGKILL');
    expect(await failure.promise).toMatchObject({ code: 'lost' });
  });

  it('of a collector ends a player that is held up by it', async () => {
    const failure = Promise.withResolvers<ConductorError>();
    await using player = await testPlayer({
      async onResults(call) {
        const data = Buffer.alloc(65_536);
        try {
          for (let offset = 0; ; offset += data.length) await call.send(chunk(offset, data));
        } catch (error) {
          failure.resolve(error as ConductorError);
        }
      },
    });
    const child = start('dial.ts', 'results', String(player.address.port), player.tokenFolder);
    await line(child);
    child.kill('SIGKILL');
    expect(await failure.promise).toMatchObject({ code: 'lost' });
  });
});

describe('a link that is stalled', () => {
  it('is noticed on both sides by their keepalive', async () => {
    const failure = Promise.withResolvers<ConductorError>();
    await using player = await testPlayer({
      timing: WATCHFUL,
      onControl: (call) => answerPolitely(call).catch(failure.resolve),
    });
    await using link = await flakyLink(player);
    await using connection = await dialControl(link.address, player.dial, never);
    await connection.send(claim);
    const frames = connection.frames[Symbol.asyncIterator]();
    await frames.next();
    link.stall();
    await expect(frames.next()).rejects.toMatchObject({ code: 'lost' });
    expect(await failure.promise).toMatchObject({ code: 'lost' });
  });

  it('is noticed by a collector that does not read, too', async () => {
    await using player = await testPlayer({
      timing: WATCHFUL,
      async onResults(call) {
        const data = Buffer.alloc(65_536);
        for (let offset = 0; ; offset += data.length) await call.send(chunk(offset, data));
      },
    });
    await using link = await flakyLink(player);
    await using connection = await dialResults(link.address, player.dial, never);
    await connection.send(follow);
    const closed = once(connection.closed, 'abort');
    link.stall();
    await closed;
    expect(connection.closed.reason).toMatchObject({ code: 'lost' });
  });

  it('does not keep a conductor from leaving', async () => {
    await using player = await testPlayer({ timing: { closingMs: 200 }, onControl: answerPolitely });
    await using link = await flakyLink(player);
    const connection = await dialControl(link.address, player.dial, never);
    link.stall();
    await connection.send(claim);
    await connection[Symbol.asyncDispose]();
  });
});

describe('a link that breaks at any byte', () => {
  const script = [claim, heartbeat(1), heartbeat(2), release];
  const answers = [claimed, heartbeatReply(1), heartbeatReply(2), { kind: 'player-released' }];

  async function converseOver(at: Break | null) {
    const ended = Promise.withResolvers<string>();
    await using player = await testPlayer({
      onControl: (call) =>
        answerPolitely(call).then(
          () => ended.resolve('in order'),
          (error: ConductorError) => ended.resolve(error.code),
        ),
    });
    await using link = await flakyLink(player, at);
    const heard: unknown[] = [];
    let end = 'in order';
    try {
      await using connection = await dialControl(link.address, player.dial, never);
      const frames = connection.frames[Symbol.asyncIterator]();
      for (const request of script) {
        await connection.send(request);
        heard.push((await frames.next()).value);
      }
      expect(await frames.next()).toEqual({ done: true, value: undefined });
      expect(await ended.promise).toBe('in order');
    } catch (error) {
      end = (error as ConductorError).code ?? String(error);
    }
    return { heard, end, passed: link.passed };
  }

  it.each(['from caller', 'to caller'] as const)(
    'counted %s never hangs, and never makes a frame',
    async (counting) => {
      const whole = await converseOver(null);
      expect(whole).toMatchObject({ heard: answers, end: 'in order' });
      const total = whole.passed[counting];
      const ends = new Map<string, number>();
      for (let afterBytes = 0; afterBytes < total; afterBytes += Math.ceil(total / 60)) {
        const { heard, end } = await converseOver({ counting, afterBytes });
        expect(heard).toEqual(answers.slice(0, heard.length));
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }
      expect([...ends.keys()].sort()).toEqual(expect.arrayContaining(['lost', 'unreachable']));
      for (const end of ends.keys()) expect(['in order', 'lost', 'unreachable']).toContain(end);
    },
  );
});

function start(script: string, ...parameters: string[]) {
  return execaNode(join(import.meta.dirname, '../fixtures', script), parameters, {
    nodeOptions: ['--conditions=@conductor/source'],
    reject: false,
    cleanup: true,
  });
}

/** The first line that a child prints; its errors when it ends before. */
function line(child: ReturnType<typeof start>): Promise<string> {
  const printed = once(child.stdout, 'data').then(([bytes]) => String(bytes));
  return Promise.race([printed, failure(child)]);
}

async function failure(child: ReturnType<typeof start>): Promise<never> {
  const { stderr } = await child;
  throw new Error(stderr);
}
