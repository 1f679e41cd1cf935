import { describe, expect, test } from 'vitest';
import { generalText, percentText } from '../../src/statistics/number-text.ts';

describe('a number as C prints it with %g', () => {
  test.each([
    [0, 6, '0'],
    [-0, 6, '-0'],
    [1, 6, '1'],
    [100, 6, '100'],
    [1.5811388300841898, 8, '1.5811388'],
    [12_345_678.5, 8, '12345678'],
    [12_345_679.5, 8, '12345680'],
    [99_999_999.9, 8, '1e+08'],
    [0.0001, 6, '0.0001'],
    [0.00001234, 6, '1.234e-05'],
    [9.999996e-5, 6, '0.0001'],
    [-2.5e-300, 6, '-2.5e-300'],
    [0.1, 8, '0.1'],
    [9.41e9, 8, '9.41e+09'],
    [Number.POSITIVE_INFINITY, 6, 'inf'],
    [Number.NaN, 6, 'nan'],
  ])('%d with %d digits is %s', (value, digits, text) => {
    expect(generalText(value, digits)).toBe(text);
  });

  test('shares in per cent have two digits, or are whole numbers', () => {
    expect([14.4, 2.06, 0.0321, 123.4].map(percentText)).toEqual(['14 %', '2.1 %', '0.032 %', '123 %']);
  });
});
