import { describe, expect, it } from 'vitest';
import { duration, port, size, wholeNumber } from '../../src/values/numbers.ts';
import type { Reader } from '../../src/values/reading.ts';

const valueIn = <T>(reader: Reader<T>, text: string) => {
  const reading = reader(text);
  return reading.kind === 'read' ? reading.value : null;
};

describe('a whole number', () => {
  it.each([
    ['1', 1],
    ['007', 7],
    ['100', 100],
    ['0', null],
    ['101', null],
    ['', null],
    ['-1', null],
    ['+1', null],
    ['1.0', null],
    ['1e1', null],
    ['0x1', null],
    ['١', null],
    ['1 ', null],
    ['9'.repeat(400), null],
  ])('from 1 to 100 is %j: %j', (text, value) => {
    expect(valueIn(wholeNumber(1, 100), text)).toBe(value);
  });

  it('is a port up to 65535', () => {
    expect(['0', '1', '65535', '65536'].map((text) => valueIn(port, text))).toEqual([null, 1, 65_535, null]);
  });
});

describe('a duration', () => {
  it.each([
    ['30', 30_000],
    ['0.25', 250],
    ['5ms', 5],
    ['2s', 2000],
    ['2 s', 2000],
    ['1m', 60_000],
    ['1.5 min', 90_000],
    ['1H', 3_600_000],
    ['1.001', 1001],
    ['0.3s', 300],
    ['0', null],
    ['0.5ms', null],
    ['1d', null],
    ['1 2', null],
    ['s', null],
    ['', null],
    ['-1', null],
    ['1h30m', null],
    ['25h', null],
    ['.5', null],
  ])('from 1 ms to a day is %j: %j', (text, value) => {
    expect(valueIn(duration({ least: 1, most: 86_400_000 }), text)).toBe(value);
  });

  it('may be finer than a millisecond where that is asked for', () => {
    expect(valueIn(duration({ least: 0.001, most: 1000, fine: true }), '0.25ms')).toBe(0.25);
  });
});

describe('a size', () => {
  it.each([
    ['1000000', 1_000_000],
    ['1 B', 1],
    ['64MiB', 67_108_864],
    ['1 GiB', 2 ** 30],
    ['1 gib', 2 ** 30],
    ['10 MB', 10_000_000],
    ['1.5kB', 1500],
    ['0', null],
    ['', null],
    ['1 G', null],
    ['1GiBs', null],
    ['9000000 TiB', null],
    ['-1', null],
  ])('is %j: %j', (text, value) => {
    expect(valueIn(size, text)).toBe(value);
  });
});
