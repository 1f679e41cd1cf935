import { describe, expect, test } from 'vitest';
import { readNumbers } from '../../src/compare/read-numbers.ts';

describe('a file of numbers', () => {
  test('has one a line, and beside them whatever ministat leaves out, too', () => {
    expect(readNumbers('# rate\n1\n 2.5 Gbit/s\n\n-3e2\t# cold\n.5\r\n6.', 'a.txt')).toEqual([1, 2.5, -300, 0.5, 6]);
  });

  test.each(['1\nx', '1\n0x10', '1\n1,5', '1\nnan', '1\n1e999'])('with %j is refused with the line', (text) => {
    expect(() => readNumbers(text, 'a.txt')).toThrow(/^a\.txt:2: expected a number, such as 9\.41e9, .*, not "/);
  });
});
