import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEnrollment, encodeEnrollment } from '../../src/codec/enrollment.ts';
import {
  decodeCallerChange,
  decodeDescription,
  encodeCallerChange,
  encodeDescription,
} from '../../src/codec/player-identity.ts';
import {
  type CallerChange,
  createAuthority,
  type Identity,
  issueCertificate,
  type KnownCaller,
  makeKey,
  publicKeyOf,
  ROLES,
} from '../../src/index.ts';
import { describeMethod, enrollMethod, setCallerMethod } from '../../src/wire/services.ts';
import { condition } from '../support/arbitraries.ts';
import { FACTS } from '../support/test-player.ts';

const word = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);
const identity: fc.Arbitrary<Identity> = fc.record({ lab: word, role: fc.constantFrom(...ROLES), name: word });
const fingerprint = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'));
const instant = fc.date({ noInvalidDate: true, min: new Date('1970-01-01'), max: new Date('9999-12-31') });
const caller: fc.Arbitrary<KnownCaller> = fc.record({
  identity,
  standing: fc.oneof(
    fc.record({ kind: fc.constant('allowed' as const) }),
    fc.record({ kind: fc.constant('revoked' as const), since: instant }),
    fc.record({
      kind: fc.constant('allowed-but' as const),
      revokedFingerprints: fc.array(fingerprint, { minLength: 1, maxLength: 3 }),
    }),
  ),
});
const change: fc.Arbitrary<CallerChange> = fc.oneof(
  fc.record({ kind: fc.constant('allow' as const), caller: identity }),
  fc.record({ kind: fc.constant('revoke' as const), caller: identity, fingerprint: fc.option(fingerprint) }),
);

const authority = await createAuthority();
const dut = { lab: authority.lab, role: 'player', name: 'dut1' } as const;
const certificate = issueCertificate(authority, { identity: dut, publicKey: publicKeyOf(await makeKey()) });
const offer = { proof: Buffer.alloc(32, 5), authority: authority.certificate, certificate };
const INTRODUCTION = { self: 'me@control (pid 7)', version: '1.2.3' };

describe('what is said about identities arrives as it was said', () => {
  it('by a player about itself', () => {
    const parts = fc.record({ callers: fc.array(caller, { maxLength: 4 }), condition, wallTime: instant });
    fc.assert(
      fc.property(parts, (told) => {
        const description = encodeDescription({ ...told, certificate, facts: FACTS });
        const { responseSerialize, responseDeserialize } = describeMethod;
        const wire = responseDeserialize(responseSerialize({ description })).description;
        if (!wire) throw new Error('nothing arrived');
        const { certified, ...rest } = decodeDescription(wire);
        expect(rest).toEqual({ ...told, facts: FACTS });
        expect(certified.identity).toEqual(dut);
      }),
      { numRuns: 100 },
    );
  });

  it('by a conductor about callers', () => {
    fc.assert(
      fc.property(change, (told) => {
        const { requestSerialize, requestDeserialize } = setCallerMethod;
        expect(decodeCallerChange(requestDeserialize(requestSerialize(encodeCallerChange(told))))).toEqual(told);
      }),
    );
  });

  it('by a conductor that enrolls a player', () => {
    fc.assert(
      fc.property(fc.array(identity, { minLength: 1, maxLength: 5 }), (callers) => {
        const { requestSerialize, requestDeserialize } = enrollMethod;
        const wire = requestDeserialize(requestSerialize(encodeEnrollment({ ...offer, callers }, INTRODUCTION)));
        const { party, ...rest } = decodeEnrollment(wire);
        expect(rest).toEqual({ ...offer, callers });
        expect(party.identity).toEqual(dut);
      }),
      { numRuns: 50 },
    );
  });
});

describe('of identities is refused', () => {
  const throughEnroll = (wire: Parameters<typeof enrollMethod.requestSerialize>[0]) => () =>
    decodeEnrollment(enrollMethod.requestDeserialize(enrollMethod.requestSerialize(wire)));
  const whole = encodeEnrollment({ ...offer, callers: [{ ...dut, role: 'conductor' }] }, INTRODUCTION);

  it.each<[string, () => unknown, RegExp]>([
    ['an enrollment without callers', throughEnroll({ ...whole, callerUris: [] }), /expected at least one, got none/],
    [
      'a caller that is none',
      throughEnroll({ ...whole, callerUris: ['conductor://a/b/c\u001b'] }),
      /got conductor:\/\/a\/b\/c\\e/,
    ],
    [
      'a certificate of an authority in the place of a party',
      throughEnroll({ ...whole, playerCertificate: authority.certificate }),
      /expected exactly one URI, conductor:\/\/LAB\/ROLE\/NAME, in the certificate/,
    ],
    [
      'what is no certificate',
      throughEnroll({ ...whole, authorityCertificate: 'x' }),
      /expected a certificate in PEM, got something else/,
    ],
    [
      'a certificate without end',
      throughEnroll({ ...whole, authorityCertificate: 'x'.repeat(20_000) }),
      /at most 16384 characters/,
    ],
    [
      'a change of no kind',
      () =>
        decodeCallerChange(
          setCallerMethod.requestDeserialize(setCallerMethod.requestSerialize({ uri: 'conductor://a/player/c' })),
        ),
      /a change of a caller of no kind that we know/,
    ],
    [
      'a fingerprint that is none',
      () =>
        decodeCallerChange(
          setCallerMethod.requestDeserialize(
            setCallerMethod.requestSerialize({ uri: 'conductor://a/conductor/c', revoke: { fingerprint: 'AB:CD' } }),
          ),
        ),
      /expected 32 bytes in hexadecimal/,
    ],
  ])('%s', (_what, read, error) => {
    expect(read).toThrow(error);
  });
});
