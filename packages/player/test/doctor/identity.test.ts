import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicKeyOf } from '@conductor/protocol';
import { describe, expect, it } from 'vitest';
import { examineCertificate } from '../../src/doctor/certificate.ts';
import { examineCommanders } from '../../src/doctor/commanders.ts';
import type { Plan } from '../../src/doctor/plan.ts';
import { DEFAULT_HOST_LIMITS } from '../../src/host-limits.ts';
import { openEnrollment } from '../../src/identity/enrollment-file.ts';
import { identityFolder, makeIdentityFolder } from '../../src/identity/identity-folder.ts';
import { IdentityStore } from '../../src/identity/identity-store.ts';
import { makeLab } from '../identity/lab.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ENROLL = 'player enroll dut.cfg';

function planOf(stateFolder: string, host = '0.0.0.0'): Plan {
  const open = { allowedConductor: null, insecureNetwork: false, runAs: null };
  return { ...open, host, port: 6970, stateFolder, enrollWith: ENROLL, limits: DEFAULT_HOST_LIMITS };
}

describe('player doctor, on the network', () => {
  it('is red about a player that is not enrolled, and says how to enroll it; on loopback that is as it should be', async () => {
    await using state = await temporaryFolder();
    const plan = planOf(state.path);
    expect(await examineCertificate(plan)).toMatchObject({ level: 'red', advice: `enroll the player: ${ENROLL}` });
    expect(await examineCommanders(plan)).toMatchObject({ level: 'red', advice: expect.stringContaining(ENROLL) });
    expect(await examineCertificate(planOf(state.path, 'localhost'))).toMatchObject({ level: 'green' });
    const folder = identityFolder(state.path);
    makeIdentityFolder(folder);
    await openEnrollment(folder, new Date());
    expect(await examineCertificate(plan)).toMatchObject({ level: 'yellow', text: expect.stringContaining('waits') });
  });

  it('counts the days of a certificate, and names whom the player obeys', async () => {
    const lab = await makeLab();
    await using state = await temporaryFolder();
    const folder = identityFolder(state.path);
    makeIdentityFolder(folder);
    const store = new IdentityStore(folder, { clock: { now: () => new Date() }, onLog: () => undefined });
    await openEnrollment(folder, new Date());
    const open = store.enrollment();
    await open?.accept(lab.giveTo(open.key, 'dut'));
    const uri = `conductor://${lab.lab}/player/dut`;
    const plan = planOf(state.path);
    expect(await examineCertificate(plan)).toMatchObject({ level: 'green', text: `${uri}: 89 days left` });
    const conductor = lab.identity('conductor', 'bench1');
    const named = `over TLS: conductor://${lab.lab}/conductor/bench1`;
    expect(await examineCommanders(plan)).toMatchObject({ level: 'green', text: named });
    await store.changeCallers({ kind: 'revoke', caller: conductor, fingerprint: null }, 'a tester');
    expect(await examineCommanders(plan)).toMatchObject({ level: 'red', text: expect.stringContaining('revoked') });
    rmSync(join(folder, 'callers.json'));
    expect(await examineCommanders(plan)).toMatchObject({
      level: 'red',
      text: 'nobody: its list is empty',
      advice: expect.stringContaining(`player callers --allow conductor://${lab.lab}/conductor/`),
    });

    const publicKey = publicKeyOf(open?.key ?? '');
    for (const [days, level, text] of [
      [10, 'yellow', '9 days left'],
      [-1, 'red', 'it expired at'],
    ] as const) {
      writeFileSync(join(folder, 'certificate.pem'), lab.giveToPublicKey(publicKey, 'dut', days).certificate);
      expect(await examineCertificate(plan)).toMatchObject({ level, text: expect.stringContaining(text) });
    }
    writeFileSync(join(folder, 'certificate.pem'), 'garbled');
    expect(await examineCertificate(plan)).toMatchObject({ level: 'red', text: expect.stringContaining('in PEM') });
    expect(await examineCommanders(plan)).toMatchObject({ level: 'red', text: expect.stringContaining('in PEM') });
  });
});
