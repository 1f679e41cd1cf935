import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { enrollMethod } from '../../src/wire/services.ts';
import { labPlayer } from '../support/test-lab.ts';
import { type TestPlayer, testPlayer } from '../support/test-player.ts';
import { waitingPlayer } from '../support/waiting-player.ts';

const HASTY = { greetingMs: 250, keepaliveMs: 10_000, keepaliveTimeoutMs: 5_000, closingMs: 1_000 };

describe('a connection that does not greet', () => {
  it.each([
    ['says nothing', ''],
    ['speaks HTTP/1.1', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['speaks TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000'],
    ['says only that it speaks HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['speaks half of what HTTP/2 begins with', 'PRI * HTTP/2.0\r\n'],
  ])('is closed in time when it %s', async (_what, words) => {
    await using player = await testPlayer({ timing: HASTY });
    const socket = await visit(player);
    socket.write(words);
    await once(socket, 'close');
  });

  it('is one of at most 32 from one address: 3,000 more do not keep a conductor out', async () => {
    await using player = await testPlayer();
    const sockets: Socket[] = [];
    const fewLeft = Promise.withResolvers<void>();
    let open = 0;
    for (let count = 1; count <= 3_000; count += 1) {
      const socket = await visit(player);
      open += 1;
      socket.once('close', () => {
        open -= 1;
        if (count > 2_900 && open <= 32) fewLeft.resolve();
      });
      sockets.push(socket);
    }
    await fewLeft.promise;
    await using connection = await player.control();
    expect(connection.facts.hostname).toBe('dut1.lab');
    await player.refusal(/too many connections that have not greeted/);
    expect(player.refusals.length).toBeLessThan(100);
    for (const socket of sockets) socket.destroy();
  });

  it('is told to the operator a few times, and then counted', async () => {
    await using player = await testPlayer();
    const sockets = await Promise.all(Array.from({ length: 100 }, () => visit(player)));
    await player.refusal(/^refused \d+ more callers$/);
    expect(player.refusals.filter((sentence) => /too many/.test(sentence)).length).toBeLessThanOrEqual(20);
    for (const socket of sockets) socket.destroy();
  });
});

describe('a connection that says too much before it greets is closed, and what it said takes no memory any more', () => {
  it('without TLS', async () => {
    await using player = await testPlayer();
    await sayMuch(await visit(player));
    await player.refusal(/it sent more than 524288 bytes, and has not greeted/);
  });

  it('with a certificate of the lab that may do nothing', async () => {
    await using player = await labPlayer();
    const { key, certificate } = await player.lab.party(player.lab.identity('collector', 'store1'));
    const { port, host } = player.address;
    const ALPNProtocols = ['h2'];
    await sayMuch(connectSecurely({ port, host, key, cert: certificate, rejectUnauthorized: false, ALPNProtocols }));
    await player.refusal(/it sent more than 524288 bytes, and has not greeted/);
  });
});

it('a stranger who tries wrong codes stays one, however often it tries: what it sends is added up', async () => {
  await using player = await waitingPlayer();
  const { port, host } = player.address;
  const ALPNProtocols = ['h2'];
  const socket = connectSecurely({
    port,
    host,
    servername: 'enroll.conductor',
    rejectUnauthorized: false,
    ALPNProtocols,
  });
  const answered = await tryCodes(socket);
  expect(answered).toBeGreaterThan(0);
});

it.runIf(process.platform === 'linux')('one port of a caller is one connection, also at two addresses', async () => {
  await using player = await testPlayer({ host: '0.0.0.0', insecureNetwork: true });
  const { port } = player.address;
  const first = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.1' });
  await once(first, 'connect');
  const twin = connect({ port, host: '127.0.0.2', localAddress: '127.0.0.1', localPort: first.localPort });
  twin.on('error', () => undefined).resume();
  const told = await player.refusal(/it has the port \d+ of another connection/);
  expect(told).toContain(` ${first.localPort} `);
  expect(first.closed).toBe(false);
  first.destroy();
});

it('a connection whose calls are over is closed, and nobody is told of a stranger', async () => {
  await using player = await testPlayer({ timing: { ...HASTY, greetingMs: 4_000 } });
  await using connection = await player.control();
  await expect(connection.frames[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'lost' });
  expect(player.refusals).toEqual([]);
});

it('a connection with a call under way is not closed for its age', async () => {
  const over = Promise.withResolvers<void>();
  await using player = await testPlayer({ timing: { ...HASTY, greetingMs: 4_000 }, onControl: () => over.promise });
  await using connection = await player.control();
  // A stranger who comes later is closed for its age: so would the connection have been.
  await once(await visit(player), 'close');
  expect(connection.closed.aborted).toBe(false);
  over.resolve();
});

async function visit({ address }: TestPlayer): Promise<Socket> {
  const socket = connect(address.port, address.host);
  socket.on('error', () => socket.destroy());
  socket.resume();
  await once(socket, 'connect');
  return socket;
}

/** Begins messages of the largest size on many streams, ends none, and resolves when the connection is closed. */
async function sayMuch(socket: Socket): Promise<void> {
  socket.on('error', () => undefined);
  const session = connectHttp2('http://player', { createConnection: () => socket });
  // A reset is one of the ways in which it is closed.
  session.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => session.once('close', resolve));
  const begun = Buffer.alloc(900 * 1024);
  begun.writeUInt32BE(1024 * 1024, 1);
  for (let count = 0; count < 16; count += 1) {
    const stream = session.request({
      ':method': 'POST',
      ':path': '/conductor.v1.ControlService/Conduct',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.on('error', () => undefined);
    stream.write(begun);
  }
  await closed;
}

/** Offers an enrollment of 100 KB with a wrong proof, again and again; resolves when the connection is closed, with how many had an answer. */
async function tryCodes(socket: Socket): Promise<number> {
  socket.on('error', () => undefined);
  const session = connectHttp2('http://player', { createConnection: () => socket });
  session.on('error', () => undefined);
  const offer = enrollMethod.requestSerialize({ proof: Buffer.alloc(100_000) });
  const header = Buffer.alloc(5);
  header.writeUInt32BE(offer.length, 1);
  let answered = 0;
  while (!session.closed && !session.destroyed) {
    const stream = session.request({
      ':method': 'POST',
      ':path': enrollMethod.path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.on('error', () => undefined);
    stream.on('data', () => {
      answered += 1;
    });
    stream.end(Buffer.concat([header, offer]));
    await new Promise((resolve) => stream.once('close', resolve));
  }
  return answered;
}
