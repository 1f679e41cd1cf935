import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../src/values/address.ts';

const textOf = (text: string) => {
  const reading = address(text);
  return reading.kind === 'read' ? reading.value.text : null;
};

const identityOf = (text: string) => {
  const reading = address(text);
  return reading.kind === 'read' ? reading.value.identity : null;
};

describe('an address', () => {
  it.each([
    ['192.168.5.81', '192.168.5.81'],
    ['0.0.0.0', '0.0.0.0'],
    ['::1', '::1'],
    ['::', '::'],
    ['[2001:db8::5]', '2001:db8::5'],
    ['fe80::1%em0', 'fe80::1%em0'],
    ['[fe80::1%eth0.100]', 'fe80::1%eth0.100'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7::'],
    ['localhost', 'localhost'],
    ['dut-1.lab.example.', 'dut-1.lab.example.'],
    ['my_dut', 'my_dut'],
    ['3com', '3com'],
    ['1.2.3.4a', '1.2.3.4a'],
  ])('may be %s', (text, known) => {
    expect(textOf(text)).toBe(known);
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.0.1',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.1 ',
    '12',
    'a..b',
    '-dut',
    'dut-',
    'a b',
    'dut/x',
    'dut\n',
    'é',
    `${'x'.repeat(64)}.lab`,
    `${'x.'.repeat(127)}y`,
    '[10.0.0.1]',
    '[dut]',
    '[::1',
    '::1]',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    'g::',
    '1.2.3.4::',
    '::1.2.3',
    '::1.2.3.256',
    'fe80::1%',
    'fe80::1%a b',
    '10.0.0.1%em0',
    'host:80',
    'http://dut',
  ])('is not %j', (text) => {
    expect(textOf(text)).toBeNull();
  });

  it('is the same in another spelling', () => {
    expect(identityOf('2001:DB8:0:0::5')).toBe(identityOf('[2001:db8::5]'));
    expect(identityOf('::ffff:10.0.0.1')).toBe(identityOf('::FFFF:a00:1'));
    expect(identityOf('DUT.lab.')).toBe(identityOf('dut.lab'));
    expect(identityOf('fe80::1%em0')).not.toBe(identityOf('fe80::1%em1'));
  });
});

describe('every numeric address', () => {
  it('is taken as it is written', () => {
    const law = fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      expect([text, textOf(text)]).toEqual([text, text]);
    });
    fc.assert(law, { numRuns: 2000 });
  });

  it('of IPv6 is the same with all its groups written out', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
    const law = fc.property(fc.array(group, { minLength: 0, maxLength: 7 }), fc.nat(7), (groups, at) => {
      const front = groups.slice(0, at);
      const back = groups.slice(at);
      const zeros = Array.from({ length: 8 - groups.length }, () => '0');
      expect(identityOf(`${front.join(':')}::${back.join(':')}`)).toBe([...front, ...zeros, ...back].join(':'));
    });
    fc.assert(law, { numRuns: 2000 });
  });
});
