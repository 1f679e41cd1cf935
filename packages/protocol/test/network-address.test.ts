import { describe, expect, it } from 'vitest';
import { isLoopback } from '../src/index.ts';
import { canonical, formatAddress, isWildcard, sameAddress, splitAddress } from '../src/network-address.ts';

describe('loopback is', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '::1%lo'])('%s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '128.0.0.1', 'fe80::1%em0', 'localhost', '127.0.0.1.evil.example', '', '%'])(
    'not "%s"',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});

it('a wildcard is every address', () => {
  expect(['0.0.0.0', '::', '0:0::0', '127.0.0.1'].map(isWildcard)).toEqual([true, true, true, false]);
});

it.each([
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.1', '::ffff:10.0.0.1', true],
  ['10.0.0.1', '10.0.0.11', false],
  ['2001:db8::1', '2001:0db8:0:0::1', true],
  ['fe80::1', 'fe80::1%em0', true],
  ['fe80::1%em0', 'fe80::1%em0', true],
  ['fe80::1%em0', 'fe80::1%em1', false],
  ['control', 'control', false],
])('%s and %s are the same address: %s', (one, other, same) => {
  expect(sameAddress(one, other)).toBe(same);
});

it('one address has one name', () => {
  expect(['0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', 'FE80::1%em0', '127.0.0.1', 'dut1'].map(canonical)).toEqual([
    '::1',
    '127.0.0.1',
    'fe80::1%em0',
    '127.0.0.1',
    'dut1',
  ]);
});

it('an address with its port is written as people and programs read it', () => {
  expect(formatAddress('10.0.0.1', 6970)).toBe('10.0.0.1:6970');
  expect(formatAddress('fe80::1%em0', 6970)).toBe('[fe80::1%em0]:6970');
});

it('a peer is split as gRPC tells it', () => {
  expect(splitAddress('::ffff:10.0.0.1:80')).toEqual({ host: '10.0.0.1', port: 80 });
  expect(splitAddress('fe80::1%em0:80')).toEqual({ host: 'fe80::1%em0', port: 80 });
});
