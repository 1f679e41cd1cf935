import {
  codeHash,
  type EnrollOptions,
  type GivenIdentity,
  identityUri,
  issueCertificate,
  type JoinCode,
  makeJoinCode,
  makeKey,
  publicKeyOf,
  type ServeOptions,
  selfSignedCertificate,
  spkiHashOf,
} from '../../src/index.ts';
import { TestIdentity, type TestLab, testLab } from './test-lab.ts';
import { type TestPlayer, testPlayer } from './test-player.ts';

/** A player that waits to be enrolled, and the lab that is to do it. */
export interface WaitingPlayer extends TestPlayer {
  readonly lab: TestLab;
  readonly identity: TestIdentity;
  readonly code: JoinCode;
  /** How the lab enrolls it; `certified` counts what it signs. */
  readonly enroll: EnrollOptions;
  readonly certified: () => number;
  /** Its key, PEM. */
  readonly key: string;
}

export async function waitingPlayer(overrides: Partial<ServeOptions> = {}): Promise<WaitingPlayer> {
  const lab = await testLab();
  const identity = new TestIdentity(null);
  const key = await makeKey();
  const code = makeJoinCode(spkiHashOf(publicKeyOf(key)));
  identity.open = {
    key,
    certificate: selfSignedCertificate(key),
    codeHash: codeHash(code.secret),
    expires: new Date(Date.now() + 900_000),
    async accept(given: GivenIdentity) {
      identity.given = given;
      identity.open = null;
      identity.shown = { key, certificate: given.certificate, authority: given.authority };
      for (const caller of given.callers) identity.allowed.add(identityUri(caller));
    },
  };
  const player = await testPlayer({ identity, ...overrides });
  let certified = 0;
  const enroll: EnrollOptions = {
    self: 'me@control (pid 7)',
    version: '1.2.3',
    code,
    async certify(publicKey) {
      certified += 1;
      return {
        certificate: issueCertificate(lab.authority, { identity: lab.identity('player', 'dut1'), publicKey }),
        authority: lab.authority.certificate,
        callers: [lab.identity('conductor', 'bench1')],
      };
    },
  };
  return { ...player, lab, identity, code, key, enroll, certified: () => certified };
}
