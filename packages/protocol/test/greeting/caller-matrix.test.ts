import { randomBytes } from 'node:crypto';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Metadata } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeGreeting } from '../../src/codec/greeting.ts';
import type { ConductResponse__Output } from '../../src/gen/conductor/v1/ConductResponse.ts';
import { type Nonces, type Prover, prove } from '../../src/greeting/proof.ts';
import { dialControl } from '../../src/index.ts';
import { rawCall } from '../support/raw-call.ts';
import { never, RUN, type TestPlayer, testPlayer } from '../support/test-player.ts';

const SMALL = { greetingMs: 300, keepaliveMs: 10_000, keepaliveTimeoutMs: 5_000, closingMs: 1_000 };

describe('a player lets in', () => {
  let player: TestPlayer;
  let served: number;

  beforeEach(async () => {
    served = 0;
    player = await testPlayer({
      timing: SMALL,
      onControl() {
        served += 1;
        return Promise.resolve();
      },
    });
  });
  afterEach(() => player[Symbol.asyncDispose]());

  it('who proves its token, and tells it about the host', async () => {
    await using connection = await player.control();
    expect(connection.facts.hostname).toBe('dut1.lab');
    expect(served).toBe(1);
  });

  it('nobody without the token', async () => {
    await expect(
      dialControl(player.address, { ...player.dial, tokenFolders: ['/nowhere'] }, never),
    ).rejects.toMatchObject({
      code: 'identity',
      player: 'dut1',
      message:
        `player "dut1" at 127.0.0.1:${player.address.port}: there is no token of this player ` +
        `(it calls itself "root@dut1 (pid 42)") for this user (/nowhere/127.0.0.1-${player.address.port}.token): ` +
        'it belongs to another user, or its token was removed since it began; run conduct as the user of the player, ' +
        'with the same XDG_RUNTIME_DIR and HOME, or enroll; if the file was removed, start the player again',
    });
    expect(served).toBe(0);
  });

  it('nobody whose token file is of no use, and why it is not is said', async () => {
    const file = join(player.tokenFolder, `127.0.0.1-${player.address.port}.token`);
    await chmod(file, 0o640);
    await expect(player.control()).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringContaining(
        `of no use to this user (${file}: it is open to other users; say: chmod 600 ${file})`,
      ),
    });
  });

  it('nobody with another token', async () => {
    const refusal = await greetWith(player, { token: randomBytes(32), prover: 'caller' });
    expect(refusal?.refused).toMatchObject({ reason: 'REFUSAL_REASON_IDENTITY' });
    await player.refusal(/the proof is wrong/);
    expect(served).toBe(0);
  });

  it('nobody who proves in the role of a player', async () => {
    const refusal = await greetWith(player, { token: await tokenOf(player), prover: 'player' });
    expect(refusal?.refused).toMatchObject({ reason: 'REFUSAL_REASON_IDENTITY' });
  });

  it("nobody who plays the player's own proof back", async () => {
    using call = rawCall(player.address);
    call.say({ greeting: greeting() });
    const greeted = await call.hear();
    call.say({ proof: { proof: greeted?.greeting?.proof ?? Buffer.alloc(0) } });
    expect((await call.hear())?.refused).toMatchObject({ reason: 'REFUSAL_REASON_IDENTITY' });
  });

  it('nobody whose proof is of an earlier greeting', async () => {
    const token = await tokenOf(player);
    const nonce = randomBytes(32);
    using first = rawCall(player.address);
    first.say({ greeting: greeting(nonce) });
    const proof = prove(token, 'caller', { caller: nonce, player: nonceOf(await first.hear()) });
    using second = rawCall(player.address);
    second.say({ greeting: greeting(nonce) });
    await second.hear();
    second.say({ proof: { proof } });
    expect((await second.hear())?.refused).toMatchObject({ reason: 'REFUSAL_REASON_IDENTITY' });
  });

  it('and says the right thing to who does it right, by hand', async () => {
    const welcome = await greetWith(player, { token: await tokenOf(player), prover: 'caller' });
    expect(welcome?.kind).toBe('welcome');
  });

  it('nobody who speaks another major version, and says both and what to do', async () => {
    using call = rawCall(player.address);
    call.say({ greeting: { ...greeting(), protocolMajor: 2, softwareVersion: '9.0.0' } });
    expect((await call.hear())?.refused).toMatchObject({
      reason: 'REFUSAL_REASON_VERSION',
      message: 'the player speaks protocol 1.0 (software 1.2.3), the caller 2.0 (software 9.0.0); update the player',
    });
  });

  it('who speaks a newer minor version with features that we do not know', async () => {
    const token = await tokenOf(player);
    const newer = { protocolMinor: 7, features: ['time-travel'] };
    expect((await greetWith(player, { token, prover: 'caller' }, newer))?.kind).toBe('welcome');
  });

  it.each([
    [
      'commands before it has greeted',
      { run: RUN, armPhase: { phase: 'PHASE_RUN' } },
      /expected a greeting, got armPhase/,
    ],
    ['proves before it has greeted', { proof: { proof: Buffer.alloc(32) } }, /expected a greeting, got proof/],
    ['says nothing that we know', { run: RUN }, /expected a greeting, got nothing/],
    ['greets with a short nonce', { greeting: greeting(randomBytes(8)) }, /expected a nonce of 32 bytes/],
    ['greets with a name without end', { greeting: { ...greeting(), name: 'x'.repeat(9999) } }, /at most 1024 char/],
  ] as const)('nobody who %s', async (_what, message, sentence) => {
    using call = rawCall(player.address);
    call.say(message);
    expect((await call.hear())?.refused).toMatchObject({
      reason: 'REFUSAL_REASON_PROTOCOL',
      message: expect.stringMatching(sentence),
    });
    expect(await call.hear()).toBeNull();
    await player.refusal(sentence);
    expect(served).toBe(0);
  });

  it('nobody who commands in the place of a proof', async () => {
    using call = rawCall(player.address);
    call.say({ greeting: greeting() });
    await call.hear();
    call.say({ run: RUN, armPhase: { phase: 'PHASE_STARTUP' } });
    expect((await call.hear())?.refused).toMatchObject({ reason: 'REFUSAL_REASON_PROTOCOL' });
    expect(served).toBe(0);
  });

  it('nobody who sends garbage in the place of a greeting', async () => {
    using call = rawCall(player.address);
    call.sayBytes(randomBytes(500).fill(0xff));
    expect((await call.status).code).not.toBe(0);
    expect(served).toBe(0);
  });

  it('nobody whose message is larger than 1 MiB', async () => {
    using call = rawCall(player.address);
    call.say({ greeting: { ...greeting(), name: 'x'.repeat(2 ** 20) } });
    expect((await call.status).details).toMatch(/larger than max/);
    expect(served).toBe(0);
  });

  it('nobody who opens a call and stays silent', async () => {
    using call = rawCall(player.address);
    call.say({ greeting: greeting() });
    expect((await call.hear())?.kind).toBe('greeting');
    await player.refusal(/did not greet within 0.3 s/);
    expect((await call.status).code).not.toBe(0);
  });

  it('nobody with 16 KiB of metadata', async () => {
    const metadata = new Metadata();
    metadata.set('x-much', 'x'.repeat(16_000));
    using call = rawCall(player.address, metadata);
    call.say({ greeting: greeting() });
    expect((await call.hear())?.refused?.message).toMatch(/at most 8192 bytes of metadata/);
  });

  it('nobody with 300 KB of metadata; others do not notice', async () => {
    const metadata = new Metadata();
    for (let part = 0; part < 30; part += 1) metadata.set(`x-much-${part}`, 'x'.repeat(10_000));
    await using before = await player.control();
    using call = rawCall(player.address, metadata);
    call.say({ greeting: greeting() });
    expect((await call.status).code).not.toBe(0);
    await using after = await player.control();
    expect([before.facts.hostname, after.facts.hostname]).toEqual(['dut1.lab', 'dut1.lab']);
  });
});

it('a conversation that breaks the protocol after its greeting is refused with the reason', async () => {
  await using player = await testPlayer({
    async onControl(call) {
      for await (const request of call.frames) void request;
    },
  });
  const token = await tokenOf(player);
  using call = rawCall(player.address);
  await proveTo(call, token);
  call.say({ run: { runId: '../..', epoch: 1 }, heartbeat: {} });
  expect((await call.hear())?.refused).toMatchObject({
    reason: 'REFUSAL_REASON_PROTOCOL',
    message: expect.stringMatching(/^conductor "stranger" at .* broke the protocol: expected a run id of letters/),
  });
});

function greeting(nonce: Uint8Array = randomBytes(32)) {
  return encodeGreeting({ self: 'stranger', version: '1.2.3', nonce });
}

function nonceOf(message: ConductResponse__Output | null): Uint8Array {
  return message?.greeting?.nonce ?? Buffer.alloc(0);
}

async function tokenOf({ tokenFolder }: TestPlayer): Promise<Uint8Array> {
  const [file = ''] = await readdir(tokenFolder);
  return Buffer.from((await readFile(join(tokenFolder, file), 'utf8')).trim(), 'hex');
}

/** Greets and proves by hand; returns the player's last word on it. */
async function greetWith(
  player: TestPlayer,
  { token, prover }: { token: Uint8Array; prover: Prover },
  stated: object = {},
): Promise<ConductResponse__Output | null> {
  using call = rawCall(player.address);
  return await proveTo(call, token, prover, stated);
}

async function proveTo(
  call: ReturnType<typeof rawCall>,
  token: Uint8Array,
  prover: Prover = 'caller',
  stated: object = {},
): Promise<ConductResponse__Output | null> {
  const nonce = randomBytes(32);
  call.say({ greeting: { ...greeting(nonce), ...stated } });
  const nonces: Nonces = { caller: nonce, player: nonceOf(await call.hear()) };
  call.say({ proof: { proof: prove(token, prover, nonces) } });
  return call.hear();
}
