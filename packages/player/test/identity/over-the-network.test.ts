import { join } from 'node:path';
import {
  type ControlReply,
  type DialOptions,
  dialControl,
  dialIdentity,
  enrollPlayer,
  identityUri,
  isLoopback,
  type LabAccess,
  type PlayerAddress,
  parseJoinCode,
} from '@conductor/protocol';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { auditFolder, segmentFile } from '../../src/audit/audit-folder.ts';
import { readSegment } from '../../src/audit/audit-segment.ts';
import { openEnrollment } from '../../src/identity/enrollment-file.ts';
import { identityFolder, makeIdentityFolder } from '../../src/identity/identity-folder.ts';
import { IdentityStore } from '../../src/identity/identity-store.ts';
import { reachableAddresses } from '../../src/identity/reachable-addresses.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Lab, makeLab } from './lab.ts';

const PROGRAM = join(import.meta.dirname, '../fixtures/player.ts');
const SELF = { self: 'tester@here (pid 1)', version: '0.0.0' } as const;
const soon = () => AbortSignal.timeout(15_000);

/** What a conductor of the lab knows, which dials a player called dut. */
async function accessOf(lab: Lab, name = 'bench1'): Promise<LabAccess> {
  const { key, pem } = await lab.certify('conductor', name);
  return {
    credentials: async () => ({ key, certificate: pem, authority: lab.authority.certificate }),
    expectPlayer: async () => ({ kind: 'player', identity: lab.identity('player', 'dut'), spkiHash: null }),
  };
}

async function dialling(lab: Lab, name?: string): Promise<DialOptions> {
  return { ...SELF, insecureNetwork: false, tlsOnLoopback: true, lab: await accessOf(lab, name) };
}

/** Enrolls a player with a code, as `conduct enroll` does. */
async function enroll(lab: Lab, address: PlayerAddress, text: string) {
  const code = parseJoinCode(text);
  if (code === null) throw new Error(`no code: ${text}`);
  return enrollPlayer(
    address,
    {
      ...SELF,
      code,
      certify: async (publicKey) => {
        const { certificate, authority, callers } = lab.giveToPublicKey(publicKey, 'dut');
        return { certificate, authority, callers };
      },
    },
    soon(),
  );
}

describe('a player on the network', () => {
  it('is enrolled with the line that player enroll shows, once, and then obeys that lab over TLS', async () => {
    const [lab, other] = await Promise.all([makeLab(), makeLab()]);
    await using folder = await temporaryFolder();
    const stateFolder = join(folder.path, 'state');
    const [host = ''] = reachableAddresses('0.0.0.0');
    const args = ['enroll', '-b', host, '-p', '0', '--state-dir', stateFolder, '--name', 'dut'];
    const enrolling = execa(process.execPath, ['--conditions=@conductor/source', PROGRAM, ...args], {
      reject: false,
      stdin: 'ignore',
    });
    for await (const line of enrolling) {
      const [, port, code = ''] = /^conduct enroll dut \S+:(\d+) (\S+)$/.exec(line) ?? [];
      if (port === undefined) continue;
      const address = { name: 'dut', host, port: Number(port) };
      await expect(enroll(lab, address, code.replace(/.{22}$/, 'A'.repeat(22)))).rejects.toThrow('the code is wrong');
      expect((await enroll(lab, address, code)).certified.identity).toEqual(lab.identity('player', 'dut'));
      await expect(enroll(other, address, code)).rejects.toThrow();
    }
    const { exitCode, stdout, stderr } = await enrolling;
    expect(stdout).toContain(`enrolled as conductor://${lab.lab}/player/dut by "tester@here`);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('the code is wrong')]);
    expect(stderr, 'told once').not.toContain('enrolled as');
    const { records } = readSegment(segmentFile(auditFolder(stateFolder), 1));
    expect(records.at(0)).toMatchObject({ kind: 'player-started', before: 'none' });
    expect(records.at(1)).toMatchObject({
      kind: 'caller-refused',
      reason: expect.stringContaining('the code is wrong'),
    });
    expect(records.at(2)).toMatchObject({
      kind: 'caller-allowed',
      who: identityUri(lab.identity('conductor', 'bench1')),
    });
    expect(records.at(-1)).toMatchObject({ kind: 'player-ended' });

    await using player = await playerHere({ host, stateFolder });
    expect(player.identity).toBe(`conductor://${lab.lab}/player/dut`);
    const address = { name: 'dut', host, port: player.port };
    await using control = await dialControl(address, await dialling(lab), soon());
    expect(control.certified?.identity).toEqual(lab.identity('player', 'dut'));
    await expect(dialControl(address, await dialling(lab, 'bench2'), soon())).rejects.toThrow('is not on the list');
    await expect(dialControl(address, await dialling(other), soon())).rejects.toMatchObject({ code: 'identity' });
    // On loopback, which is all that some hosts have, a token will do.
    const plain = { ...SELF, insecureNetwork: true };
    if (!isLoopback(host))
      await expect(dialControl(address, plain, soon())).rejects.toMatchObject({ code: 'identity' });
  });

  it('that runs is enrolled, allowed, renewed and revoked while it runs; who is revoked is cut off within a heartbeat', async () => {
    const lab = await makeLab();
    await using folder = await temporaryFolder();
    const identity = identityFolder(folder.path);
    await using player = await playerHere({ stateFolder: folder.path });
    const address = { name: 'dut', host: player.host, port: player.port };
    makeIdentityFolder(identity);
    const { code } = await openEnrollment(identity, new Date());
    await enroll(lab, address, `CJ1.${code.spkiHash}.${Buffer.from(code.secret).toString('base64url')}`);
    expect(player.log.at(-1)).toMatch(/^enrolled as .*\/player\/dut by .*tester@here/);

    await using first = await dialIdentity(address, await dialling(lab), soon());
    await first.setCaller({ kind: 'allow', caller: lab.identity('conductor', 'bench2') }, soon());
    const { publicKey } = first.certified;
    await first.renew(lab.giveToPublicKey(publicKey, 'dut').certificate, soon());
    expect(player.log.at(-1)).toContain('bench1 renewed the certificate of this player');

    await using second = await dialControl(address, await dialling(lab, 'bench2'), soon());
    await second.send({ run: { runId: '20261126T120000Z-abcd', epoch: 1 }, command: CLAIM });
    const replies = second.frames[Symbol.asyncIterator]();
    expect((await replies.next()).value).toMatchObject({ kind: 'player-claimed' });
    const store = new IdentityStore(identity, { clock: { now: () => new Date() }, onLog: () => undefined });
    await store.changeCallers(
      { kind: 'revoke', caller: lab.identity('conductor', 'bench2'), fingerprint: null },
      'somebody else',
    );
    const end = await endOf(replies);
    expect(end).toMatch(/bench2 was revoked at .* by somebody else/);
    await expect(dialControl(address, await dialling(lab, 'bench2'), soon())).rejects.toThrow('was revoked at');
    expect((await first.describe(soon())).callers).toContainEqual({
      identity: lab.identity('conductor', 'bench2'),
      standing: { kind: 'revoked', since: expect.any(Date) },
    });
  });
});

/** Why a conversation ended: the last word of the player, or what broke it. */
async function endOf(replies: AsyncIterator<ControlReply>): Promise<string> {
  try {
    for (;;) {
      const { done, value } = await replies.next();
      if (done) return 'the end';
      if (value.kind === 'refused') return JSON.stringify(value);
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
