import { expect, it } from 'vitest';
import { startsOn } from '../src/starts-on.ts';

const place = { file: 'dut.cfg', line: 4 };

it('a pattern that would be looked for without an end is given up, and its place is told', () => {
  const system = `Linux ${'a'.repeat(180)} x64`;
  expect(() => startsOn({ pattern: '(a+)+Q', place }, system)).toThrow(
    `dut.cfg:4: to look for only startup: (a+)+Q in "${system}" takes too long`,
  );
  expect(startsOn({ pattern: '^linux', place }, system)).toBe(true);
  expect(startsOn({ pattern: 'FreeBSD', place }, system)).toBe(false);
});

it('a pattern that is none here, as of a test that another version read, is told as that', () => {
  expect(() => startsOn({ pattern: '(', place }, 'Linux')).toThrow(
    /^dut\.cfg:4: to look for only startup: \( in "Linux" cannot be done: Invalid regular expression.*; write a regular/,
  );
});
