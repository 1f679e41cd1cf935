import { systemClock } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { dialControl, dialResults, type ExpectedPlayer, identityUri } from '../../src/index.ts';
import { answerPolitely, chunk, claim, claimed } from '../support/frames.ts';
import { type LabPlayer, labPlayer } from '../support/test-lab.ts';
import { never } from '../support/test-player.ts';

const SOON = { recheckMs: 50 };
const IN_A_YEAR = { ...systemClock, now: () => new Date(Date.now() + 366 * 86_400_000) };

describe('a call that is open ends within the re-check, and both sides know why', () => {
  it.each<[string, (player: LabPlayer) => void, RegExp]>([
    [
      'when its caller is revoked',
      ({ identity, lab }) => identity.revoked.set(identityUri(lab.identity('conductor', 'bench1')), new Date(0)),
      /conductor\/bench1 was revoked at 1970/,
    ],
    ['when its caller is taken off the list', ({ identity }) => identity.allowed.clear(), /is not on the list/],
    [
      'when the player leaves its lab',
      ({ identity }) => {
        identity.shown = null;
      },
      /this player belongs to no lab any more/,
    ],
  ])('%s', async (_when, change, sentence) => {
    const ended = Promise.withResolvers<unknown>();
    await using player = await labPlayer({
      timing: SOON,
      onControl: (call) => answerPolitely(call).then(ended.resolve, ended.resolve),
    });
    await using connection = await dialControl(player.address, player.as(player.conductor), never);
    const frames = connection.frames[Symbol.asyncIterator]();
    await connection.send(claim);
    expect((await frames.next()).value).toEqual(claimed);
    change(player);
    expect((await frames.next()).value).toMatchObject({ kind: 'refused', reason: 'identity' });
    expect(await ended.promise).toMatchObject({ code: 'identity', message: expect.stringMatching(sentence) });
    await player.refusal(sentence);
  });

  it('also when the caller reads nothing: it loses its connection', async () => {
    await using player = await labPlayer({
      timing: { ...SOON, closingMs: 100 },
      async onResults(call) {
        for (let offset = 0; ; offset += 65_536) await call.send(chunk(offset, Buffer.alloc(65_536)));
      },
    });
    await using connection = await dialResults(player.address, player.as(player.conductor), never);
    player.identity.allowed.clear();
    await untilClosed(connection.closed);
    await player.refusal(/is not on the list/);
  });

  it("when its caller's certificate expires", async () => {
    let isLater = false;
    const clock = { ...systemClock, now: () => (isLater ? IN_A_YEAR : systemClock).now() };
    await using player = await labPlayer({ timing: SOON, clock, onResults: (call) => untilClosed(call.closed) });
    await using connection = await dialResults(player.address, player.as(player.conductor), never);
    isLater = true;
    await expect(connection.frames[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringMatching(/the certificate of .*bench1 has expired/),
    });
  });
});

describe('a connection that is open ends within the re-check', () => {
  it('when the lab revokes the player: the conductor says so, and the player finds nobody there', async () => {
    const lost = Promise.withResolvers<unknown>();
    await using player = await labPlayer({
      timing: SOON,
      onControl: (call) => answerPolitely(call).then(lost.resolve, lost.resolve),
    });
    let expected: ExpectedPlayer = { kind: 'player', identity: player.own, spkiHash: null };
    const options = player.as(player.conductor, { expectPlayer: async () => expected });
    await using connection = await dialControl(player.address, options, never);
    expected = { kind: 'nobody', because: 'dut1 was revoked by bench1 on Monday' };
    await expect(connection.frames[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'identity',
      player: 'dut1',
      message: expect.stringMatching(/^player "dut1" at 127.0.0.1:\d+: dut1 was revoked by bench1 on Monday$/),
    });
    expect(connection.closed.reason).toMatchObject({ code: 'identity' });
    expect(await lost.promise).toMatchObject({ code: 'lost' });
  });

  it("when the player's certificate expires", async () => {
    let isLater = false;
    const clock = { ...systemClock, now: () => (isLater ? IN_A_YEAR : systemClock).now() };
    await using player = await labPlayer({ timing: SOON, onControl: answerPolitely });
    await using connection = await dialControl(player.address, { ...player.as(player.conductor), clock }, never);
    isLater = true;
    await expect(connection.frames[Symbol.asyncIterator]().next()).rejects.toThrow(/player\/dut1 has expired/);
  });

  it('when the lab cannot be asked any more', async () => {
    let isGone = false;
    await using player = await labPlayer({ timing: SOON, onControl: answerPolitely });
    const expectPlayer = async (): Promise<ExpectedPlayer> => {
      if (isGone) throw new Error('the disk is gone');
      return { kind: 'player', identity: player.own, spkiHash: null };
    };
    await using connection = await dialControl(player.address, player.as(player.conductor, { expectPlayer }), never);
    isGone = true;
    await expect(connection.frames[Symbol.asyncIterator]().next()).rejects.toThrow(/the lab cannot be asked: the disk/);
  });
});

it('a new certificate is shown to the next connection, and the one that is open goes on', async () => {
  await using player = await labPlayer({ timing: SOON, onControl: answerPolitely });
  await using before = await dialControl(player.address, player.as(player.conductor), never);
  player.identity.shown = await player.lab.party(player.own, { days: 10 });
  await using after = await dialControl(player.address, player.as(player.conductor), never);
  expect(after.certified?.fingerprint).not.toBe(before.certified?.fingerprint);
  await before.send(claim);
  expect((await before.frames[Symbol.asyncIterator]().next()).value).toEqual(claimed);
});

function untilClosed(closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => closed.addEventListener('abort', () => resolve(), { once: true }));
}
