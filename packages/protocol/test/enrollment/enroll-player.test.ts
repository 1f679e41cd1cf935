import { once } from 'node:events';
import { connect, createServer as createRelay, type Server, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { systemClock } from '@conductor/types';
import { afterEach, describe, expect, it } from 'vitest';
import {
  dialControl,
  enrollPlayer,
  issueCertificate,
  makeJoinCode,
  makeKey,
  publicKeyOf,
  selfSignedCertificate,
} from '../../src/index.ts';
import { sayGoaway } from '../../src/wire/goaway.ts';
import { testLab } from '../support/test-lab.ts';
import { never } from '../support/test-player.ts';
import { type WaitingPlayer, waitingPlayer } from '../support/waiting-player.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

it('a player that is enrolled obeys the conductor that knew its code', async () => {
  await using player = await waitingPlayer();
  const { certified, facts } = await enrollPlayer(player.address, player.enroll, never);
  expect(facts.hostname).toBe('dut1.lab');
  expect(certified.spkiHash).toBe(player.code.spkiHash);
  expect(player.identity.given?.by).toMatch(/^"me@control \(pid 7\)" at 127.0.0.1:\d+$/);
  const bench = await player.lab.party(player.lab.identity('conductor', 'bench1'));
  const { identity, spkiHash } = certified;
  const expected = { kind: 'player', identity, spkiHash } as const;
  const lab = { credentials: async () => bench, expectPlayer: async () => expected };
  const dial = { ...player.dial, tokenFolders: [], tlsOnLoopback: true, lab };
  await using connection = await dialControl(player.address, dial, never);
  expect(connection.certified?.identity).toEqual(identity);
});

describe('a code', () => {
  it('works once: the second who tries is refused, and the player says so', async () => {
    await using player = await waitingPlayer();
    await enrollPlayer(player.address, player.enroll, never);
    const first = player.identity.given;
    const sentence = /no enrollment is open: its code was used, or its time is over; player enroll shows a new one/;
    await expect(enrollPlayer(player.address, player.enroll, never)).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringMatching(sentence),
    });
    await player.refusal(sentence);
    expect(player.identity.given).toBe(first);
  });

  it('works once also for two who try at the same time', async () => {
    await using player = await waitingPlayer();
    const tries = [1, 2].map(() => enrollPlayer(player.address, player.enroll, never));
    const ends = (await Promise.allSettled(tries)).map(({ status }) => status);
    expect(ends.toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('works for 15 minutes', async () => {
    const clock = { ...systemClock, now: () => new Date(Date.now() + 901_000) };
    await using player = await waitingPlayer({ clock });
    await expect(enrollPlayer(player.address, player.enroll, never)).rejects.toThrow(/the code has expired, at/);
    expect(player.identity.given).toBeNull();
  });

  it('may be wrong five times from one address within a minute; then the right one is not heard either', async () => {
    let nowNs = 0n;
    await using player = await waitingPlayer({ clock: { ...systemClock, monotonicNs: () => nowNs } });
    const wrong = { ...player.enroll, code: makeJoinCode(player.code.spkiHash) };
    for (let tries = 1; tries <= 5; tries += 1) {
      await expect(enrollPlayer(player.address, wrong, never)).rejects.toThrow(/the code is wrong; compare it/);
    }
    const refused = { code: 'identity', message: expect.stringMatching(/has tried 5 wrong codes within a minute/) };
    await expect(enrollPlayer(player.address, player.enroll, never)).rejects.toMatchObject(refused);
    await player.refusal(/has tried 5 wrong codes/);
    nowNs = 60_000_000_001n;
    await enrollPlayer(player.address, player.enroll, never);
    expect(player.identity.given?.identity.name).toBe('dut1');
  });
});

describe('a player with the right code still refuses', () => {
  type Gift = Awaited<ReturnType<WaitingPlayer['enroll']['certify']>>;

  it.each<[string, (gift: Gift, player: WaitingPlayer) => Promise<Partial<Gift>>, RegExp]>([
    [
      'a certificate of another key',
      async (_gift, { lab }) => ({ certificate: (await lab.party(lab.identity('player', 'dut1'))).certificate }),
      /of another key than this player has/,
    ],
    [
      'a certificate of another authority',
      async () => ({ authority: (await testLab()).authority.certificate }),
      /was not signed by the authority that came with it/,
    ],
    [
      'to become a conductor',
      async (_gift, { lab, key }) => ({
        certificate: issueCertificate(lab.authority, {
          identity: lab.identity('conductor', 'dut1'),
          publicKey: publicKeyOf(key),
        }),
      }),
      /expected the role player in the certificate, got conductor/,
    ],
    [
      'to obey another lab',
      async () => ({ callers: [{ lab: 'other', role: 'conductor', name: 'bench1' }] }),
      /a conductor of the lab other cannot be a caller/,
    ],
    ['to obey nobody', async () => ({ callers: [] }), /expected at least one, got none/],
  ])('%s, and its code can be used again', async (_what, change, sentence) => {
    await using player = await waitingPlayer();
    const certify = async (publicKey: string) => {
      const gift = await player.enroll.certify(publicKey);
      return { ...gift, ...(await change(gift, player)) };
    };
    await expect(enrollPlayer(player.address, { ...player.enroll, certify }, never)).rejects.toThrow(sentence);
    expect(player.identity.given).toBeNull();
    await enrollPlayer(player.address, player.enroll, never);
  });
});

describe('somebody on the way gets neither secret nor certificate', () => {
  it('when it answers with a key of its own: nothing is said to it', async () => {
    await using player = await waitingPlayer();
    const { middle, said } = await ownKey();
    const gone = once(middle, 'connection').then(([socket]: Socket[]) => socket && once(socket, 'close'));
    const address = { ...player.address, port: await listen(middle) };
    await expect(enrollPlayer(address, player.enroll, never)).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringMatching(/another key answers than the code names, so nothing was sent/),
    });
    await gone;
    expect(said).toEqual([]);
    expect(player.certified()).toBe(0);
  });

  it('when it lets the first connection through, and answers the second itself', async () => {
    await using player = await waitingPlayer();
    const { middle, said } = await ownKey();
    const ownPort = await listen(middle);
    let connections = 0;
    const relay = createRelay((caller) => {
      connections += 1;
      pipe(caller, connect(connections === 1 ? player.address.port : ownPort, '127.0.0.1'));
    });
    const address = { ...player.address, port: await listen(relay) };
    await expect(enrollPlayer(address, player.enroll, never)).rejects.toMatchObject({ player: 'dut1' });
    expect(said).toEqual([]);
    expect(player.identity.given).toBeNull();
    expect(player.identity.open).not.toBeNull();
  });

  it('when it reads all that passes: neither the secret nor a certificate is in it', async () => {
    await using player = await waitingPlayer();
    const passed: Buffer[] = [];
    const relay = createRelay((caller) => {
      const callee = connect(player.address.port, '127.0.0.1');
      for (const socket of [caller, callee]) socket.on('data', (bytes) => passed.push(bytes));
      pipe(caller, callee);
    });
    const address = { ...player.address, port: await listen(relay) };
    await enrollPlayer(address, player.enroll, never);
    const all = Buffer.concat(passed);
    expect(all.length).toBeGreaterThan(1_000);
    expect(all.includes(Buffer.from(player.code.secret))).toBe(false);
    expect(all.includes('CERTIFICATE')).toBe(false);
    expect(all.includes(player.lab.lab)).toBe(false);
  });
});

it('whoever does not listen there is named, and nobody is asked to sign', async () => {
  await using player = await waitingPlayer();
  const server = createRelay();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  await expect(enrollPlayer({ ...player.address, port }, player.enroll, never)).rejects.toMatchObject({
    code: 'unreachable',
    player: 'dut1',
    message: expect.stringMatching(
      /^player "dut1" at 127.0.0.1:\d+: it refused the connection: neither a player nor "player enroll" runs there/,
    ),
  });
  expect(player.certified()).toBe(0);
});

describe('what is there in place of a code is said in a sentence, and nobody is asked to sign:', () => {
  it.each([
    [
      'a player that shows none',
      {},
      /: something there speaks TLS, and ended the .*; if it is the player, it shows no code at the moment: run "player enroll" on/,
    ],
    [
      'a player without TLS',
      { identity: null },
      /: something there speaks HTTP\/2 without TLS; if it is the player, it shows no code/,
    ],
  ])('%s', async (_what, overrides, sentence) => {
    await using player = await waitingPlayer(overrides);
    player.identity.open = null;
    await expect(enrollPlayer(player.address, player.enroll, never)).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringMatching(sentence),
    });
    expect(player.certified()).toBe(0);
  });

  it('one who refuses the connection, and gives a reason', async () => {
    await using player = await waitingPlayer();
    const port = await listen(createRelay((socket) => sayGoaway(socket, 'nobody is let in')));
    await expect(enrollPlayer({ ...player.address, port }, player.enroll, never)).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringMatching(
        /: it refused the connection: nobody is let in; to enroll it, run "player enroll" on/,
      ),
    });
    expect(player.certified()).toBe(0);
  });

  it.each<[string, (socket: Socket) => void, RegExp]>([
    [
      'an ssh server',
      (socket) => socket.write('SSH-2.0-OpenSSH_9.9\r\n'),
      /: it is an ssh server, not a player; is \d+ the/,
    ],
    [
      'one who hangs up',
      (socket) => socket.destroy(),
      /: it accepts connections and does not greet; .*\(ECONNRESET\)$/,
    ],
    ['one who is silent', (socket) => socket.resume(), /: it accepts connections .*\(no TLS handshake within 0.4 s\)$/],
  ])('%s', async (_what, answer, sentence) => {
    await using player = await waitingPlayer();
    const address = { ...player.address, port: await listen(createRelay(answer)) };
    const enroll = { ...player.enroll, timing: { greetingMs: 400 } };
    const failure = await enrollPlayer(address, enroll, never).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unreachable', message: expect.stringMatching(sentence) });
    expect(failure).not.toMatchObject({ message: expect.stringMatching(/openssl|\\n/) });
    expect(player.certified()).toBe(0);
  });
});

/** Answers TLS with a key of its own, and keeps what is said to it. */
async function ownKey(): Promise<{ readonly middle: Server; readonly said: readonly Buffer[] }> {
  const said: Buffer[] = [];
  const key = await makeKey();
  const middle = createServer({ key, cert: selfSignedCertificate(key), ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('data', (bytes) => said.push(bytes)).on('error', () => undefined);
  });
  middle.on('tlsClientError', () => undefined);
  return { middle, said };
}

function pipe(caller: Socket, callee: Socket): void {
  for (const [from, to] of [
    [caller, callee],
    [callee, caller],
  ] as const) {
    from.on('error', () => to.destroy()).on('close', () => to.destroy());
    from.pipe(to);
  }
}

async function listen(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
