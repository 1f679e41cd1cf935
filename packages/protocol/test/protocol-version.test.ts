import { expect, it } from 'vitest';
import { agreeWith, disagreement, ownVersion } from '../src/protocol-version.ts';

const peer = { ...ownVersion('1.2.3'), features: ['time-travel'] };

it('peers of one major version speak the smaller minor one, and what both understand', () => {
  expect(agreeWith({ ...peer, minor: 9 })).toEqual({ minor: ownVersion('').minor, features: [] });
  expect(agreeWith({ ...peer, minor: 0 })?.minor).toBe(0);
});

it('peers of two major versions do not speak, and the older one is to be updated', () => {
  const newer = { ...peer, major: peer.major + 1, software: '9.0.0' };
  expect(agreeWith(newer)).toBeNull();
  expect(disagreement(peer, newer)).toMatch(
    /^the player speaks protocol 1\.\d+ \(software 1.2.3\).*; update the player$/,
  );
  expect(disagreement(newer, peer)).toMatch(/; update the caller$/);
});
