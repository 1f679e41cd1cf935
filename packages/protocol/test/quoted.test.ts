import { expect, it } from 'vitest';
import { quoted } from '../src/quoted.ts';

it('a name in quotes cannot end them, nor command a terminal', () => {
  expect(quoted('a" and "b\u001b[31m')).toBe('"a\\" and \\"b\\e[31m"');
});
