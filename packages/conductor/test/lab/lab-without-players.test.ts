import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  certifiedParty,
  isIssuedBy,
  issueCertificate,
  makeKey,
  makeLabFolder,
  openLab,
  playerEntries,
  publicKeyOf,
  readAuthority,
  readCredentials,
} from '@conductor/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dialOptions } from '../../src/dial-options.ts';
import { certifyCaller } from '../../src/lab/certify-caller.ts';
import { makeOwnLab, openOwnLab } from '../../src/lab/own-lab.ts';
import { revokeParty } from '../../src/lab/revoke-party.ts';

const NEVER = new AbortController().signal;
const DIALLING = dialOptions({});

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'conductor-lab-'));
  folder = join(root, 'config/lab');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a lab', () => {
  it('is made on first use, once by however many at once, and its certificates are of its own authority', async () => {
    const labs = await Promise.all(Array.from({ length: 8 }, () => makeOwnLab(folder)));
    expect(new Set(labs.map(({ authority }) => authority.certificate)).size).toBe(1);
    expect(readdirSync(folder).sort()).toEqual([
      'authority-key.pem',
      'authority.pem',
      'conductor-key.pem',
      'conductor.pem',
    ]);
    expect(readdirSync(join(root, 'config'))).toEqual(['lab']);
    const { authority, credentials, identity } = await openOwnLab(folder);
    expect(identity.role).toBe('conductor');
    expect(isIssuedBy(credentials.certificate, authority.certificate)).toBe(true);
  });

  it('whose folder others could open is not used', async () => {
    await makeOwnLab(folder);
    chmodSync(folder, 0o755);
    await expect(openLab(folder, 'conductor').credentials()).rejects.toThrow(
      /lab: it is open to other users; say: chmod 700/,
    );
  });

  it('is not made where something else is', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await expect(makeOwnLab(folder)).rejects.toThrow(/is not the folder of a lab.*--lab/);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  it('whose files were put together by hand and do not belong together says which', async () => {
    const { authority } = await makeOwnLab(folder);
    const [other, third] = [join(root, 'other'), join(root, 'third')];
    await makeOwnLab(other);
    copyFileSync(join(other, 'conductor-key.pem'), join(folder, 'conductor-key.pem'));
    await expect(openOwnLab(folder)).rejects.toThrow(/conductor\.pem is not of the key in conductor-key\.pem/);
    copyFileSync(join(other, 'conductor.pem'), join(folder, 'conductor.pem'));
    await expect(openOwnLab(folder)).rejects.toThrow(/conductor\.pem was not signed by authority\.pem/);
    const key = await makeKey();
    const certificate = issueCertificate(authority, {
      identity: { lab: 'k3f9', role: 'collector', name: 'x' },
      publicKey: publicKeyOf(key),
    });
    await makeLabFolder(third, {
      'authority.pem': authority.certificate,
      'conductor-key.pem': key,
      'conductor.pem': certificate,
    });
    await expect(openLab(third, 'conductor').credentials()).rejects.toThrow(/has conductor:\/\/k3f9\/collector\/x/);
    writeFileSync(join(third, 'conductor.pem'), 'no certificate');
    await expect(openLab(third, 'conductor').credentials()).rejects.toThrow(/not PEM/);
  });

  it('that is not there says which two commands make it', async () => {
    const two = /say "player enroll" on its host, and here the line that it prints/;
    await expect(openLab(folder, 'conductor').credentials()).rejects.toThrow(two);
    const expected = await openLab(folder, 'conductor').expectPlayer({ name: 'dut', host: '10.0.0.5', port: 6970 });
    expect(expected).toEqual({ kind: 'nobody', because: expect.stringMatching(two) });
  });
});

describe('a collector on another host', () => {
  const wishes = (more = {}) => ({ role: 'collector', name: 'store1', out: join(root, 'out'), ...more }) as const;

  it('gets credentials of the lab, what is known of the players, and nothing to certify with', async () => {
    await makeOwnLab(folder);
    const identity = { lab: 'k3f9', role: 'player', name: 'dut' } as const;
    const dut = { name: 'dut', address: '10.0.0.5:6970', identity, key: null, notAfter: null };
    await playerEntries(folder).add({ ...dut, revoked: { since: new Date(0), by: 'ann@bench' } });
    await certifyCaller(folder, { ...wishes(), isReplacing: false }, DIALLING, NEVER);
    expect(readdirSync(join(root, 'out')).sort()).toEqual([
      'authority.pem',
      'collector-key.pem',
      'collector.pem',
      'players',
    ]);
    const credentials = await readCredentials(join(root, 'out'), 'collector');
    expect(certifiedParty(credentials?.certificate ?? '')?.identity).toMatchObject({
      role: 'collector',
      name: 'store1',
    });
    expect(await readAuthority(join(root, 'out'))).toBeNull();
    expect(await playerEntries(join(root, 'out')).get('dut')).toMatchObject({ address: '10.0.0.5:6970' });
    await expect(makeOwnLab(join(root, 'out'))).rejects.toThrow(/has no authority-key\.pem/);
  });

  it('gets none of a name that has some, unless they are replaced, and none into a folder that is there', async () => {
    await certifyCaller(folder, { ...wishes(), isReplacing: false }, DIALLING, NEVER);
    const again = (more: object) => certifyCaller(folder, { ...wishes(more), isReplacing: false }, DIALLING, NEVER);
    await expect(again({ out: join(root, 'other') })).rejects.toThrow(/has credentials already; say --replace/);
    expect(existsSync(join(root, 'other'))).toBe(false);
    await expect(again({ name: 'store2' })).rejects.toThrow(/out is there already/);
    await certifyCaller(folder, { ...wishes({ out: join(root, 'other') }), isReplacing: true }, DIALLING, NEVER);
  });

  it('has no credentials of a name for which the folder could not be made', async () => {
    const certify = (out: string) => certifyCaller(folder, { ...wishes({ out }), isReplacing: false }, DIALLING, NEVER);
    await expect(certify(join(root, 'n'.repeat(300)))).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringMatching(/n cannot be made: /),
    });
    await certify(join(root, 'out'));
  });

  it('is revoked by its name, and one that nobody knows is not', async () => {
    await certifyCaller(folder, { ...wishes(), isReplacing: false }, DIALLING, NEVER);
    const { revocation } = await revokeParty(folder, 'collector/store1', DIALLING, NEVER);
    expect(revocation.by).toMatch(/@/);
    const again = await revokeParty(folder, 'collector/store1', DIALLING, NEVER);
    expect(again.revocation).toEqual(revocation);
    await expect(revokeParty(folder, 'collector/stroe1', DIALLING, NEVER)).rejects.toThrow(/known: collector\/store1/);
    await expect(revokeParty(folder, 'dut', DIALLING, NEVER)).rejects.toThrow(/"dut" is not in the lab of/);
  });
});
