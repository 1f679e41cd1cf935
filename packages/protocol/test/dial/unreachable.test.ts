import { once } from 'node:events';
import { createServer as createWebServer } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { exactTarget } from '../../src/dial/exact-address.ts';
import { type DialOptions, dialControl } from '../../src/index.ts';
import { never, testPlayer } from '../support/test-player.ts';

const dial: DialOptions = {
  self: 'me@control (pid 7)',
  version: '1.2.3',
  insecureNetwork: true,
  tokenFolders: [],
  // More than a busy machine needs to greet.
  timing: { greetingMs: 20_000 },
};

let server: Server | undefined;
afterEach(() => server?.close());

describe('a conductor hears in one sentence', () => {
  it('that nobody listens', async () => {
    const port = await listen(createServer());
    server?.close();
    await expect(dialAt('127.0.0.1', port)).rejects.toMatchObject({
      code: 'unreachable',
      player: 'dut1',
      message: `player "dut1" at 127.0.0.1:${port} refused the connection; is the player of "dut1" running there?`,
    });
  });

  it('that a name is unknown', async () => {
    await expect(dialAt('nobody.invalid', 6970)).rejects.toMatchObject({
      code: 'unreachable',
      message: 'player "dut1" at nobody.invalid:6970: no address is known for the name "nobody.invalid"',
    });
  });

  it('that an ssh server answers', async () => {
    const port = await listen(createServer((socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n')));
    await expect(dialAt('127.0.0.1', port)).rejects.toMatchObject({
      code: 'unreachable',
      message: `player "dut1" at 127.0.0.1:${port} is an ssh server, not a player; is ${port} the right cmdport?`,
    });
  });

  it('that a web server answers', async () => {
    const port = await listen(createWebServer((_request, response) => response.end('hello')));
    await expect(dialAt('127.0.0.1', port)).rejects.toMatchObject({
      code: 'unreachable',
      message: `player "dut1" at 127.0.0.1:${port} is a web server, not a player; is ${port} the right cmdport?`,
    });
  });

  it('that somebody listens and stays silent, in bounded time', async () => {
    const port = await listen(createServer());
    await expect(dialAt('127.0.0.1', port, { ...dial, timing: { greetingMs: 400 } })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/accepts connections and does not greet.*no greeting within 0.4 s/),
    });
  });

  it('that somebody accepts and hangs up', async () => {
    const port = await listen(createServer((socket) => socket.destroy()));
    await expect(dialAt('127.0.0.1', port)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('that something strange answers, and its words do not reach the terminal as they are', async () => {
    const port = await listen(createServer((socket) => socket.write('\u001b]0;owned\u0007\r\n')));
    const failure = await dialAt('127.0.0.1', port).catch((error: Error) => error.message);
    expect(failure).toMatch(/does not speak the protocol of a player/);
    expect(failure).not.toContain('\u001b');
  });
});

it('each address of a name is tried: a player on one of them is found', async () => {
  await using player = await testPlayer();
  await using connection = await dialControl({ ...player.address, host: 'localhost' }, player.dial, never);
  expect(connection.facts.hostname).toBe('dut1.lab');
});

describe('a conductor that no longer wants to wait', () => {
  it('stops at once, with its own reason', async () => {
    const sockets = new Set<Socket>();
    const port = await listen(createServer((socket) => void sockets.add(socket)));
    const stop = new AbortController();
    const dialling = dialAt('127.0.0.1', port, { ...dial, timing: { greetingMs: 60_000 } }, stop.signal);
    await once(server as Server, 'connection');
    stop.abort(new Error('Ctrl-C'));
    await expect(dialling).rejects.toMatchObject({ code: 'interrupted', message: 'stopped: Ctrl-C' });
    const [socket] = sockets;
    if (socket?.closed === false) await once(socket.resume(), 'close');
  });

  it('has what the library connects after that closed too', async () => {
    const listener = createServer((socket) => socket.on('data', () => socket.end()));
    const port = await listen(listener);
    const { options } = exactTarget({ host: '127.0.0.1', port, signal: AbortSignal.abort() });
    connect(options['conductor.address']).on('error', () => undefined);
    // When this one has been answered, the one before it has been accepted.
    const next = connect({ host: '127.0.0.1', port }, () => next.write('hello')).resume();
    await once(next, 'end');
    await new Promise((resolve) => listener.close(resolve));
    expect(listener.listening).toBe(false);
  });

  it('does not even begin', async () => {
    await expect(dialAt('127.0.0.1', 1, dial, AbortSignal.abort())).rejects.toMatchObject({ code: 'interrupted' });
  });
});

function dialAt(host: string, port: number, options = dial, signal: AbortSignal = never) {
  return dialControl({ name: 'dut1', host, port }, options, signal);
}

async function listen(listener: Server): Promise<number> {
  server = listener;
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
