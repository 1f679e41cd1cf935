import fc from 'fast-check';
import { expect, it } from 'vitest';
import { identityUri, parseIdentity, ROLES } from '../../src/index.ts';

const word = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);

it('an identity is read from its URI as it was written', () => {
  const identities = fc.record({ lab: word, role: fc.constantFrom(...ROLES), name: word });
  fc.assert(
    fc.property(identities, (identity) => {
      expect(parseIdentity(identityUri(identity))).toEqual(identity);
    }),
  );
});

it.each([
  '',
  'conductor://lab/player/',
  'conductor://lab/player/dut1/',
  'conductor://lab/player/dut1\n',
  'conductor:///player/dut1',
  'conductor://lab/root/dut1',
  'conductor://lab/player/dut 1',
  `conductor://lab/player/${'x'.repeat(65)}`,
  'Conductor://lab/player/dut1',
  'https://lab/player/dut1',
])('%j is the identity of nobody', (uri) => {
  expect(parseIdentity(uri)).toBeNull();
});
