import type { BaseUnit } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { formatQuantity } from '../../src/text/quantity-text.ts';

describe('a value with its unit', () => {
  it.each<[number, BaseUnit, string]>([
    [9.41263e9, 'bit/s', '9.413 Gbit/s'],
    [999_960, 'bit/s', '1 Mbit/s'],
    [0, 'bit/s', '0 bit/s'],
    [0.25, 'bit/s', '0.25 bit/s'],
    [-2.5e9, 'bit/s', '-2.5 Gbit/s'],
    [14.88e6, 'pkt/s', '14.88 Mpkt/s'],
    [148_812_345, 'pkt', '148812345 pkt'],
    [0.000276, 's', '276 µs'],
    [4e-10, 's', '0.4 ns'],
    [75.5, 's', '75.5 s'],
    [94.1263, '%', '94.13 %'],
    [9147.3, '1/s', '9.147 k/s'],
    [2.5e9, '1/s', '2500 M/s'],
    [12.5, '1/s', '12.5 1/s'],
    [0, '1/s', '0 1/s'],
    [1718, '', '1718'],
    [0.333333, '', '0.3333'],
    [1e300, 'B', '1e+288 TB'],
  ])('%d %s is shown as %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text);
  });
});
