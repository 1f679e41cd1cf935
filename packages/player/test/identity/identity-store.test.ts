import { chmodSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityUri } from '@conductor/protocol';
import { describe, expect, it } from 'vitest';
import { openEnrollment } from '../../src/identity/enrollment-file.ts';
import { identityFolder, makeIdentityFolder } from '../../src/identity/identity-folder.ts';
import { IdentityStore } from '../../src/identity/identity-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Lab, makeLab } from './lab.ts';

/** A store in a folder of its own, with a clock that stands where it is put. */
async function makeStore() {
  const state = await temporaryFolder();
  const folder = identityFolder(state.path);
  makeIdentityFolder(folder);
  const log: string[] = [];
  const time = { now: new Date() };
  const options = { clock: { now: () => time.now }, onLog: (text: string) => void log.push(text) };
  const store = new IdentityStore(folder, options);
  return {
    store,
    folder,
    log,
    time,
    another: () => new IdentityStore(folder, options),
    [Symbol.asyncDispose]: () => state[Symbol.asyncDispose](),
  };
}

/** A store of a player that a lab has enrolled. */
async function enrolled(lab: Lab, days?: number) {
  const made = await makeStore();
  await openEnrollment(made.folder, made.time.now);
  const open = made.store.enrollment();
  if (open === null) throw new Error('no enrollment is open');
  await open.accept(lab.giveTo(open.key, 'dut', days));
  return made;
}

describe('the identity of a player', () => {
  it('is made by an enrollment: a key of its own, a certificate, and whom to obey; all of it for this user alone', async () => {
    const lab = await makeLab();
    await using made = await makeStore();
    expect(made.store.credentials()).toBeNull();
    const { code } = await openEnrollment(made.folder, made.time.now);
    const open = made.store.enrollment();
    expect(readFileSync(join(made.folder, 'enrollment.json'), 'utf8')).not.toContain(
      Buffer.from(code.secret).toString('base64url'),
    );
    await open?.accept(lab.giveTo(open.key, 'dut'));
    expect(made.store.enrollment()).toBeNull();
    expect(made.store.credentials()).toMatchObject({
      key: open?.key,
      certified: { identity: lab.identity('player', 'dut'), spkiHash: code.spkiHash },
    });
    expect(made.store.callers()).toEqual([
      { identity: lab.identity('conductor', 'bench1'), standing: { kind: 'allowed' } },
    ]);
    expect(readdirSync(made.folder).sort()).toEqual([
      'authority.pem',
      'callers.json',
      'certificate.pem',
      'enrolled.json',
      'key.pem',
    ]);
    for (const name of readdirSync(made.folder)) expect(statSync(join(made.folder, name)).mode & 0o777).toBe(0o600);
    expect(made.log).toEqual([
      expect.stringMatching(
        /^enrolled as conductor:\/\/.*\/player\/dut by tester@here .*; obeys conductor:\/\/.*bench1$/,
      ),
    ]);
    made.store.check();
  });

  it('is given once by a code, and not at all by one that is 15 minutes old', async () => {
    const lab = await makeLab();
    await using made = await makeStore();
    await openEnrollment(made.folder, made.time.now);
    const open = made.store.enrollment();
    if (!open) throw new Error('no enrollment is open');
    await open.accept(lab.giveTo(open.key, 'dut'));
    await expect(open.accept(lab.giveTo(open.key, 'other'))).rejects.toThrow('used already');
    await openEnrollment(made.folder, made.time.now);
    made.time.now = new Date(made.time.now.getTime() + 15 * 60_000 - 1);
    expect(made.store.enrollment()).not.toBeNull();
    made.time.now = new Date(made.time.now.getTime() + 1);
    expect(made.store.enrollment()).toBeNull();
    expect(readdirSync(made.folder).filter((name) => name.startsWith('enrollment'))).toEqual([]);
    expect(made.log.at(-1)).toContain('has expired, and was not used');
    expect(made.store.credentials()?.certified.identity.name).toBe('dut');
  });

  it('obeys who is on the list, and says of anybody else why not', async () => {
    const lab = await makeLab();
    await using made = await enrolled(lab);
    const { store } = made;
    const [first, again, stranger, collector] = await Promise.all([
      lab.certify('conductor', 'bench1'),
      lab.certify('conductor', 'bench1'),
      lab.certify('conductor', 'bench2'),
      lab.certify('collector', 'store1'),
    ]);
    expect(store.judgeCaller(first)).toBeNull();
    expect(store.judgeCaller(stranger)).toContain('is not on the list of this player');
    await store.setCaller({ kind: 'allow', caller: collector.identity }, first);
    expect(store.judgeCaller(collector)).toBeNull();
    await store.setCaller({ kind: 'revoke', caller: first.identity, fingerprint: first.fingerprint }, collector);
    expect(store.judgeCaller(first)).toMatch(/^the certificate .* was revoked at .* by conductor:.*store1$/);
    expect(store.judgeCaller(again)).toBeNull();
    await store.setCaller({ kind: 'revoke', caller: first.identity, fingerprint: null }, collector);
    expect(store.judgeCaller(again)).toMatch(/bench1 was revoked at .* by conductor:.*store1$/);
    await store.setCaller({ kind: 'allow', caller: first.identity }, collector);
    expect([store.judgeCaller(again), store.judgeCaller(first)]).toEqual([null, expect.stringContaining('revoked')]);
    expect(store.callers()).toContainEqual({
      identity: first.identity,
      standing: { kind: 'allowed-but', revokedFingerprints: [first.fingerprint] },
    });
  });

  it('is changed by another process while the player runs, and no change of several at once is lost', async () => {
    const lab = await makeLab();
    await using made = await enrolled(lab);
    const names = Array.from({ length: 12 }, (_, at) => `bench${at + 10}`);
    const stores = [made.store, made.another(), made.another()];
    const changes = names.map((name, at) =>
      stores[at % stores.length]?.changeCallers({ kind: 'allow', caller: lab.identity('conductor', name) }, 'a tester'),
    );
    await Promise.all(changes);
    for (const name of names) expect(made.store.judgeCaller(await lab.certify('conductor', name))).toBeNull();
    const bench1 = await lab.certify('conductor', 'bench1');
    await made.another().changeCallers({ kind: 'revoke', caller: bench1.identity, fingerprint: null }, 'a tester');
    expect(made.store.judgeCaller(bench1)).toContain('revoked');
  });

  it('of a lab that enrolls it anew keeps what was revoked, and forgets other labs', async () => {
    const [lab, other] = await Promise.all([makeLab(), makeLab()]);
    await using made = await enrolled(other);
    const { store, folder, time } = made;
    const admit = async (giver: Lab) => {
      await openEnrollment(folder, time.now);
      const open = store.enrollment();
      await open?.accept(giver.giveTo(open.key, 'dut'));
    };
    await admit(lab);
    expect(store.listed().map(({ identity }) => identity.lab)).toEqual([lab.lab]);
    const bad = await lab.certify('conductor', 'bad');
    await store.changeCallers({ kind: 'revoke', caller: bad.identity, fingerprint: null }, 'a tester');
    await store.changeCallers({ kind: 'allow', caller: lab.identity('conductor', 'gone') }, 'a tester');
    await admit(lab);
    expect(store.listed().map(({ identity }) => identity.name)).toEqual(['bad', 'bench1']);
    expect(store.judgeCaller(bad)).toContain('revoked');
  });

  it('is shown with a new certificate once that has been renewed', async () => {
    const lab = await makeLab();
    await using made = await enrolled(lab, 20);
    const before = made.store.credentials();
    const bench1 = await lab.certify('conductor', 'bench1');
    await made.store.renew(lab.giveTo(before?.key ?? '', 'dut').certificate, bench1);
    const after = made.store.credentials();
    expect(after?.certified.spkiHash).toBe(before?.certified.spkiHash);
    expect(after?.certified.notAfter.getTime()).toBeGreaterThan(before?.certified.notAfter.getTime() ?? 0);
    expect(made.log.at(-1)).toContain('renewed the certificate of this player');
  });
});

describe('a file of the identity', () => {
  it.each<[string, (folder: string) => void, string]>([
    ['of garbled callers', (folder) => writeFileSync(join(folder, 'callers.json'), '{"callers": [1'), 'expected JSON'],
    [
      'of callers that are nobody',
      (folder) => writeFileSync(join(folder, 'callers.json'), '{"callers": [{"identity": "bench1"}]}'),
      'entry 1: expected "identity"',
    ],
    ['of callers that others may write', (folder) => chmodSync(join(folder, 'callers.json'), 0o666), 'say: chmod 600'],
    ['that is a link', (folder) => linkAway(join(folder, 'callers.json')), 'it is a symbolic link'],
    ['of the key that others may read', (folder) => chmodSync(join(folder, 'key.pem'), 0o640), 'say: chmod 600'],
    [
      'of the key that is garbled',
      (folder) => writeFileSync(join(folder, 'key.pem'), 'no key'),
      'expected a private key in PEM',
    ],
    [
      'of the certificate that is garbled',
      (folder) => writeFileSync(join(folder, 'certificate.pem'), ''),
      'expected a certificate in PEM',
    ],
    [
      'of the authority that is missing',
      (folder) => renameSync(join(folder, 'authority.pem'), join(folder, 'gone')),
      'it is missing',
    ],
    ['in a folder that others may enter', (folder) => chmodSync(folder, 0o755), 'chmod 700'],
  ])('%s is not believed, and it is said what is wrong', async (_, spoil, reason) => {
    await using made = await enrolled(await makeLab());
    spoil(made.folder);
    expect(() => made.another().check()).toThrow(reason);
  });

  it('that is of another key, of another lab or of another role than the rest is not believed', async () => {
    const [lab, other] = await Promise.all([makeLab(), makeLab()]);
    await using made = await enrolled(lab);
    const key = made.store.credentials()?.key ?? '';
    const put = (name: string, text: string) => writeFileSync(join(made.folder, name), text);
    put('certificate.pem', (await lab.certify('player', 'dut')).pem);
    expect(() => made.another().check()).toThrow('it is of another key');
    put('certificate.pem', other.giveTo(key, 'dut').certificate);
    expect(() => made.another().check()).toThrow('has not signed it');
    const conductor = await lab.certify('conductor', 'bench1');
    put('certificate.pem', conductor.pem);
    put('key.pem', conductor.key);
    expect(() => made.another().check()).toThrow('expected one URI conductor://<lab>/player/<name>');
  });

  it('that goes bad while the player runs makes it obey nobody, says so once, and is read again when it is mended', async () => {
    const lab = await makeLab();
    await using made = await enrolled(lab);
    const { store, log } = made;
    const bench1 = await lab.certify('conductor', 'bench1');
    const shown = store.credentials();
    const path = join(made.folder, 'callers.json');
    const good = readFileSync(path, 'utf8');
    writeFileSync(path, 'bad');
    expect([store.judgeCaller(bench1), store.judgeCaller(bench1)]).toEqual(
      Array(2).fill(expect.stringContaining('cannot read whom it obeys')),
    );
    expect(log.filter((line) => line.includes('expected JSON'))).toHaveLength(1);
    writeFileSync(path, good);
    expect(store.judgeCaller(bench1)).toBeNull();
    writeFileSync(join(made.folder, 'certificate.pem'), 'bad');
    expect(store.credentials()).toEqual(shown);
  });

  it('can be put there by hand: a player without any is nobody, and obeys nobody', async () => {
    const lab = await makeLab();
    await using made = await makeStore();
    const { key, pem } = await lab.certify('player', 'dut');
    const put = (name: string, text: string, mode: number) => writeFileSync(join(made.folder, name), text, { mode });
    put('authority.pem', lab.authority.certificate, 0o644);
    put('key.pem', key, 0o600);
    put('certificate.pem', pem, 0o644);
    made.store.check();
    expect(made.store.credentials()?.certified.identity.name).toBe('dut');
    const bench1 = await lab.certify('conductor', 'bench1');
    expect(made.store.judgeCaller(bench1)).toContain(`player callers --allow ${identityUri(bench1.identity)}`);
    await made.store.changeCallers({ kind: 'allow', caller: bench1.identity }, 'a tester');
    expect(made.store.judgeCaller(bench1)).toBeNull();
  });
});

function linkAway(path: string): void {
  renameSync(path, `${path}.real`);
  symlinkSync(`${path}.real`, path);
}
