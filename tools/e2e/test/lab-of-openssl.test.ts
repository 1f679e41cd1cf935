import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificate } from '@conductor/protocol';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { createLabBed, succeeded, whyNoLabBed } from '../src/lab-bed.ts';

/** What somebody types who has an authority already; certificates of 20 days, which Conductor renews where it has the key. */
const SCRIPT = `
set -e
umask 077
mkdir -p lab/players dut.state/identity
key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }
certify() { # key, certificate, role/name
  printf '%s\\n' "subjectAltName=URI:conductor://ourlab/$3" 'extendedKeyUsage=serverAuth,clientAuth' >ext
  openssl req -new -key "$1" -subj /CN=any |
    openssl x509 -req -CA lab/authority.pem -CAkey lab/authority-key.pem -CAcreateserial -days 20 -extfile ext -out "$2"
}
key lab/authority-key.pem
openssl req -x509 -new -key lab/authority-key.pem -subj '/O=Our lab/CN=authority' -days 3650 -out lab/authority.pem
key lab/conductor-key.pem
certify lab/conductor-key.pem lab/conductor.pem conductor/bench1
key dut.state/identity/key.pem
certify dut.state/identity/key.pem dut.state/identity/certificate.pem player/dut
cp lab/authority.pem dut.state/identity/authority.pem
`;

test('certificates that openssl made serve both sides, and are renewed at the beginning of a run where the key of the authority is', async (context) => {
  const why = whyNoLabBed();
  if (why !== null) return context.skip(why);
  if ((await execa('openssl', ['version'], { reject: false })).exitCode !== 0) return context.skip('missing: openssl');
  await using bed = await createLabBed({ run: ['step1: echo measured'] });
  await execa('sh', ['-c', SCRIPT], { cwd: bed.folder });
  const entry = { name: 'dut', address: bed.place, identity: 'conductor://ourlab/player/dut' };
  writeFileSync(join(bed.folder, 'lab/players/dut.json'), JSON.stringify(entry));
  await succeeded(bed.ofPlayer('callers', '--allow', 'conductor://ourlab/conductor/bench1'));
  await bed.startPlayer();

  const { stdout, stderr } = await succeeded(bed.conduct('--lab', 'lab', 'test.cfg'));
  expect(stdout).toContain('by their certificates: dut is conductor://ourlab/player/dut');
  expect(stderr).toBe('');
  const daysLeft = (file: string) => {
    const { notAfter } = readCertificate(readFileSync(join(bed.folder, file), 'utf8'));
    return Math.round((notAfter.getTime() - Date.now()) / 86_400_000);
  };
  expect([daysLeft('lab/conductor.pem'), daysLeft('dut.state/identity/certificate.pem')]).toEqual([90, 90]);

  chmodSync(join(bed.folder, 'lab/conductor-key.pem'), 0o644);
  const { exitCode, stdout: refused } = await bed.conduct('--lab', 'lab', 'test.cfg').ended;
  expect({ exitCode, refused }).toMatchObject({
    exitCode: 2,
    refused: expect.stringContaining('conductor-key.pem is not believed: it is open to other users'),
  });
});
