import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellAssignments } from '../../src/guardian/shell-text.ts';
import { firstLine, SHELLS } from './support/shells.ts';

/** Text without NUL, which no shell can hold, and of whole characters, which is all that arrives from a conductor. */
const text = fc.string({ unit: 'binary', maxLength: 30 }).filter((one) => !one.includes('\0'));
const awkward = [
  "'",
  '"',
  '\\',
  '$',
  '`',
  '\n',
  '\r',
  '\t',
  '!',
  '~',
  '*',
  ' ',
  '#',
  ')',
  '\u0081',
  '\u0088',
  'é',
  '😀',
];
const broken = fc.array(fc.constantFrom(...awkward)).map((parts) => parts.join(''));
const texts = fc.array(fc.oneof(text, broken), { minLength: 100, maxLength: 300 });

for (const shell of SHELLS) {
  test(`any text that ${shell.program} is given in an assignment, it hands on as it is`, async (context) => {
    const [program = '', ...words] = firstLine(shell, context).slice(2).split(' ');
    await fc.assert(
      fc.asyncProperty(texts, async (given) => {
        const values = Object.fromEntries(given.map((value, place) => [`text${place}`, value]));
        const input = `${shellAssignments(values, 'export ')}exec env -0\n`;
        const { stdout } = await execa(program, words, { input, extendEnv: false, env: { PATH: process.env['PATH'] } });
        const seen = new Map(stdout.split('\0').map((entry) => [entry.split('=', 1)[0], entry.replace(/^.*?=/, '')]));
        for (const [name, value] of Object.entries(values)) expect(seen.get(name)).toBe(value);
      }),
      { numRuns: 10 },
    );
  });
}
