import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { dialControl } from '../../src/index.ts';
import { never, testPlayer } from '../support/test-player.ts';

const ONE_OF_US = externalAddress();

describe('a player does not listen', () => {
  it('on a port that is in use, and names it', async () => {
    await using first = await testPlayer();
    const { port } = first.address;
    await expect(testPlayer({ port })).rejects.toMatchObject({
      code: 'bind',
      message: `127.0.0.1:${port} is in use: another program, perhaps another player, listens on this port`,
    });
    await using _still = await first.control();
  });

  it('on an address that this host does not have, and names -b', async () => {
    await expect(testPlayer({ host: '192.0.2.77', port: 6970, insecureNetwork: true })).rejects.toMatchObject({
      code: 'bind',
      message: '192.0.2.77:6970 is no address of this host; name one that is with -b',
    });
  });

  it('on a name that nobody knows', async () => {
    await expect(testPlayer({ host: 'nobody.invalid' })).rejects.toMatchObject({ code: 'bind' });
  });

  it.each(['0.0.0.0', '::', '192.0.2.77'])('on %s unless the operator trusts the network', async (host) => {
    await expect(testPlayer({ host, port: 6970 })).rejects.toMatchObject({
      code: 'bind',
      message: expect.stringMatching(/is not loopback.*--insecure-network.*-b$/),
    });
  });

  it('for a conductor that has no address', async () => {
    await expect(
      testPlayer({ host: '0.0.0.0', insecureNetwork: true, allowedConductor: 'nobody.invalid' }),
    ).rejects.toMatchObject({ code: 'config', message: expect.stringMatching(/^conductor = nobody.invalid/) });
  });

  it('when its token cannot be written, and frees the port', async () => {
    const port = await freePort();
    await expect(testPlayer({ port, tokenFolder: '/proc/nowhere' })).rejects.toMatchObject({ code: 'storage' });
    await using _again = await testPlayer({ port });
  });
});

describe('a player that has ended', () => {
  it('has removed its token and freed its port', async () => {
    const player = await testPlayer();
    const { port } = player.address;
    await player.listener[Symbol.asyncDispose]();
    expect(await readdir(player.tokenFolder)).toEqual([]);
    await using again = await testPlayer({ port });
    await using _connection = await again.control();
    await player[Symbol.asyncDispose]();
  });

  it('has ended every conversation, and its conductors know why', async () => {
    const ended = Promise.withResolvers<unknown>();
    const player = await testPlayer({
      async onControl(call) {
        try {
          for await (const frame of call.frames) void frame;
        } catch (error) {
          ended.resolve(error);
          throw error;
        }
      },
    });
    await using connection = await player.control();
    const next = connection.frames[Symbol.asyncIterator]().next();
    next.catch(() => undefined);
    await player[Symbol.asyncDispose]();
    await expect(next).rejects.toMatchObject({ code: 'lost', message: expect.stringMatching(/this player is ending/) });
    expect(await ended.promise).toMatchObject({ code: 'interrupted' });
    expect(connection.closed.aborted).toBe(true);
  });

  it('can be ended again', async () => {
    const player = await testPlayer();
    await Promise.all([player.listener[Symbol.asyncDispose](), player.listener[Symbol.asyncDispose]()]);
    await player[Symbol.asyncDispose]();
  });
});

describe('on every address with a trusted network', () => {
  it.each([
    ['0.0.0.0', ['127.0.0.1']],
    ['::', ['127.0.0.1', '::1']],
  ])('a player on %s demands its token from who comes from loopback', async (host, reachable) => {
    await using player = await testPlayer({ host, insecureNetwork: true });
    for (const own of reachable) {
      await using connection = await dialControl({ ...player.address, host: own }, player.dial, never);
      expect(connection.facts.hostname).toBe('dut1.lab');
      const without = dialControl({ ...player.address, host: own }, { ...player.dial, tokenFolders: [] }, never);
      await expect(without).rejects.toMatchObject({ code: 'identity' });
    }
  });

  it('a player demands nothing from who comes from elsewhere', async (context) => {
    if (ONE_OF_US === undefined) return context.skip('missing: an address that is not loopback');
    await using player = await testPlayer({ host: '0.0.0.0', insecureNetwork: true });
    const dial = { ...player.dial, insecureNetwork: true, tokenFolders: [] };
    await using connection = await dialControl({ ...player.address, host: ONE_OF_US }, dial, never);
    expect(connection.facts.hostname).toBe('dut1.lab');
  });

  it('a player serves only the conductor of its file', async (context) => {
    if (ONE_OF_US === undefined) return context.skip('missing: an address that is not loopback');
    await using player = await testPlayer({
      host: '0.0.0.0',
      insecureNetwork: true,
      allowedConductor: '192.0.2.200',
    });
    const dial = { ...player.dial, insecureNetwork: true };
    await expect(dialControl({ ...player.address, host: ONE_OF_US }, dial, never)).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringMatching(/may not command this player; its file names conductor 192.0.2.200/),
    });
    await player.refusal(/may not command this player/);
    await using _ownHost = await dialControl({ ...player.address, host: '127.0.0.1' }, dial, never);
  });

  it('a caller does not dial without trusting it too, whatever a name says', async () => {
    for (const host of ['192.0.2.1', '2001:db8::1']) {
      await expect(dialControl({ name: 'dut1', host, port: 6970 }, DIAL, never)).rejects.toMatchObject({
        code: 'identity',
        message: expect.stringMatching(/is not on this host.*--insecure-network/),
      });
    }
  });
});

it('a link-local address is listened on and dialled with its zone', async (context) => {
  const linkLocal = addressesOf('IPv6').find(({ address }) => address.startsWith('fe80:'));
  if (linkLocal === undefined) return context.skip('missing: a link-local IPv6 address');
  const host = `${linkLocal.address}%${linkLocal.name}`;
  await using player = await testPlayer({ host, insecureNetwork: true });
  const dial = { ...player.dial, insecureNetwork: true };
  await using connection = await dialControl({ ...player.address, host }, dial, never);
  expect(connection.facts.hostname).toBe('dut1.lab');
});

const DIAL = { self: 'me', version: '1', insecureNetwork: false, tokenFolders: [] };

function addressesOf(family: 'IPv4' | 'IPv6') {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).filter((one) => one.family === family && !one.internal).map(({ address }) => ({ name, address })),
  );
}

function externalAddress(): string | undefined {
  return addressesOf('IPv4')[0]?.address;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
