import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { connect as connectSecurely } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { issuerOf } from '../../src/certificates/issuer.ts';
import { writeCertificate } from '../../src/certificates/write-certificate.ts';
import {
  type DialOptions,
  dialControl,
  dialIdentity,
  type Identity,
  identityUri,
  issueCertificate,
  makeKey,
  type PartyCredentials,
  publicKeyOf,
} from '../../src/index.ts';
import { type LabPlayer, labPlayer, TestIdentity, type TestLab, testLab } from '../support/test-lab.ts';
import { never, testPlayer } from '../support/test-player.ts';

const ONE_OF_US = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

describe('a conductor hears in one sentence, and so does the player', () => {
  it.each<[string, (player: LabPlayer) => Promise<PartyCredentials>, RegExp]>([
    [
      'that its own certificate has expired',
      ({ lab }) => lab.party(lab.identity('conductor', 'bench1'), { days: -0.01 }),
      /refused the connection: the client certificate has expired, at .*; renew it/,
    ],
    [
      'that the player is of another lab with an authority of the same name',
      async ({ lab }) => ({
        ...(await (await testLab()).party(lab.identity('conductor', 'bench1'))),
        authority: lab.authority.certificate,
      }),
      /refused the connection: the client certificate was not signed by the authority of this player's lab/,
    ],
    [
      'that somebody who was certified may not certify others',
      ({ lab }) => partyBelow(lab, lab.identity('conductor', 'bench1')),
      /refused the connection: the client certificate was signed by somebody below the authority of this player's lab/,
    ],
    [
      'that it is not on the list',
      ({ lab }) => lab.party(lab.identity('conductor', 'other')),
      /conductor:\/\/\w+\/conductor\/other is not on the list of callers of this player/,
    ],
    [
      'that its role may not conduct',
      ({ lab }) => lab.party(lab.identity('collector', 'store1')),
      /conductor:\/\/\w+\/collector\/store1 may not call .*Conduct: that is for the role conductor/,
    ],
  ])('%s', async (_what, party, sentence) => {
    await using player = await labPlayer();
    const dialled = dialControl(player.address, player.as(await party(player)), never);
    await expect(dialled).rejects.toMatchObject({
      code: 'identity',
      player: 'dut1',
      message: expect.stringMatching(sentence),
    });
    await player.refusal(new RegExp(sentence.source.replace('refused the connection: ', '')));
  });

  it('that its revoked identity may not ask either', async () => {
    await using player = await labPlayer();
    player.identity.revoked.set(`conductor://${player.lab.lab}/conductor/bench1`, new Date(0));
    const asked = dialIdentity(player.address, player.as(player.conductor), never);
    await expect(asked).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringMatching(/bench1 was revoked at 1970/),
    });
  });
});

describe('a conductor says in one sentence', () => {
  it.each<[string, (player: LabPlayer) => Promise<DialOptions>, RegExp]>([
    [
      'that the player was enrolled by another lab',
      async (player) => player.as(await (await testLab()).party(player.lab.identity('conductor', 'bench1'))),
      /shows a certificate that this lab did not sign .*; was it enrolled by another lab\?/,
    ],
    [
      'that another player answers',
      async (player) => player.as(player.conductor, expecting(player, 'dut2')),
      /conductor:\/\/\w+\/player\/dut1 answers; expected conductor:\/\/\w+\/player\/dut2. Is the address right\?/,
    ],
    [
      'that the player has another key than it had',
      async (player) =>
        player.as(player.conductor, {
          expectPlayer: async () => ({ kind: 'player', identity: player.own, spkiHash: 'x'.repeat(43) }),
        }),
      /answers with another key than it was enrolled with; if that is right, enroll it again with --replace/,
    ],
    [
      'that nobody is expected there, and why',
      async (player) =>
        player.as(player.conductor, {
          expectPlayer: async () => ({ kind: 'nobody', because: 'dut1 was revoked by me on Monday' }),
        }),
      /^player "dut1" at 127.0.0.1:\d+: dut1 was revoked by me on Monday$/,
    ],
    [
      "that the player's certificate has expired",
      async (player) => {
        player.identity.shown = await player.lab.party(player.own, { days: -0.01 });
        return player.as(player.conductor);
      },
      /shows a certificate that has expired, at .*; enroll it again/,
    ],
    [
      "that somebody below the lab's authority has certified the player",
      async (player) => {
        player.identity.shown = await partyBelow(player.lab, player.own);
        return player.as(player.conductor);
      },
      /its certificate was signed by somebody below the authority of this lab, and not by it/,
    ],
    [
      'that a conductor poses as the player',
      async (player) => {
        player.identity.shown = player.conductor;
        return player.as(player.conductor);
      },
      /conductor\/bench1 answers, which is no player/,
    ],
    [
      'that the player waits to be enrolled',
      async (player) => {
        player.identity.shown = null;
        return player.as(player.conductor);
      },
      /has no certificate: it waits to be enrolled with conduct enroll/,
    ],
  ])('%s', async (_what, options, sentence) => {
    await using player = await labPlayer();
    const dial = await options(player);
    for (const open of [dialControl, dialIdentity]) {
      await expect(open(player.address, dial, never)).rejects.toMatchObject({
        code: 'identity',
        message: expect.stringMatching(sentence),
      });
    }
  });

  it('that the player has no TLS', async () => {
    await using lab = await labPlayer();
    await using player = await testPlayer();
    const dialled = dialControl(player.address, lab.as(lab.conductor), never);
    await expect(dialled).rejects.toMatchObject({
      code: 'identity',
      message: expect.stringMatching(/answers without TLS; enroll it with player enroll, or say --insecure-network/),
    });
    await player.refusal(/it speaks TLS, and this player has no certificate/);
  });

  it('that a player with TLS is no player for --insecure-network', async (context) => {
    if (ONE_OF_US === undefined) return context.skip('missing: an address that is not loopback');
    await using player = await labPlayer({ host: ONE_OF_US });
    const dialled = dialControl(player.address, { ...player.dial, insecureNetwork: true }, never);
    const sentence = /this player speaks TLS only with callers from beyond its host; leave --insecure-network out/;
    await expect(dialled).rejects.toMatchObject({ code: 'identity', message: expect.stringMatching(sentence) });
    await player.refusal(sentence);
    await using _certified = await dialControl(player.address, player.as(player.conductor), never);
  });
});

describe('a player', () => {
  it('speaks no TLS but 1.3', async () => {
    await using player = await labPlayer();
    const { key, certificate } = player.conductor;
    const { host, port } = player.address;
    const old = connectSecurely({
      host,
      port,
      key,
      cert: certificate,
      maxVersion: 'TLSv1.2',
      rejectUnauthorized: false,
    });
    const [error] = await once(old, 'error');
    expect(error.code).toMatch(/ALERT_PROTOCOL_VERSION$/);
    await player.refusal(/it speaks an older TLS than 1.3/);
  });

  it('with a certificate listens on every address, and still asks loopback for the token', async () => {
    const lab = await testLab();
    const identity = new TestIdentity(await lab.party(lab.identity('player', 'dut1')));
    await using player = await testPlayer({ host: '0.0.0.0', identity });
    const loopback = { ...player.address, host: '127.0.0.1' };
    await using _known = await dialControl(loopback, player.dial, never);
    const without = dialControl(loopback, { ...player.dial, tokenFolders: [] }, never);
    await expect(without).rejects.toMatchObject({ code: 'identity' });
  });
});

/** A party that is certified by one which was certified itself, as an authority by mistake. */
async function partyBelow(lab: TestLab, identity: Identity): Promise<PartyCredentials> {
  const key = await makeKey();
  const certificate = writeCertificate({
    signer: lab.authority.key,
    issuer: issuerOf(lab.authority.certificate),
    publicKey: publicKeyOf(key),
    commonName: 'store1',
    alternativeName: { kind: 'uri', text: identityUri(lab.identity('collector', 'store1')) },
    isAuthority: true,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 3_600_000),
  });
  const ownKey = await makeKey();
  const own = issueCertificate({ key, certificate }, { identity, publicKey: publicKeyOf(ownKey) });
  return { key: ownKey, certificate: own + certificate, authority: lab.authority.certificate };
}

function expecting(player: LabPlayer, name: string) {
  const identity = player.lab.identity('player', name);
  return { expectPlayer: async () => ({ kind: 'player', identity, spkiHash: null }) as const };
}
