import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { identityFolder, makeIdentityFolder } from '../../src/identity/identity-folder.ts';
import { readCredentials } from '../../src/identity/player-credentials.ts';
import { hasProgram } from '../containment/workbench.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** As the README of this package tells people to do. */
const BY_HAND = `
set -e
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out authority-key.pem
openssl req -x509 -key authority-key.pem -subj '/CN=our lab' -days 3650 -out authority.pem
cd "$1"
( umask 077; openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem )
openssl req -new -key key.pem -subj /CN=dut -out dut.csr
printf '%s\\n' 'subjectAltName=URI:conductor://ourlab/player/dut' 'extendedKeyUsage=serverAuth,clientAuth' >dut.ext
openssl x509 -req -in dut.csr -CA ../authority.pem -CAkey ../authority-key.pem -CAcreateserial -days 90 \\
  -extfile dut.ext -out certificate.pem
cp ../authority.pem .
`;

describe('a certificate of an authority of one’s own', () => {
  it('is made with openssl, and put into the folder of the player', async (context) => {
    if (!(await hasProgram('openssl'))) return context.skip('missing: openssl');
    await using state = await temporaryFolder();
    const folder = identityFolder(state.path);
    makeIdentityFolder(folder);
    await execa('/bin/sh', ['-c', BY_HAND, 'sh', folder], { cwd: state.path, stdin: 'ignore' });
    const credentials = readCredentials(folder);
    expect(credentials?.certified.identity).toEqual({ lab: 'ourlab', role: 'player', name: 'dut' });
    expect(credentials?.key).toContain('BEGIN PRIVATE KEY');
  });
});
