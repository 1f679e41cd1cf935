import { expect, test } from 'vitest';
import { plainLetters } from '../../src/bundle/plain-letters.ts';
import { bundled } from './bundled.ts';

const BEYOND_ASCII = /[^\0-\x7f]/;

test('what is beyond ASCII is written as \\uXXXX, wherever it stands, and means the same', async () => {
  const program = {
    'main.js': `
      const größe = { 'schlüssel…': 'é', emoji: '😀', line: \`± \${1 + 1} µs\` };
      console.log(JSON.stringify([größe, /^[^ß]…$/u.test('a…'), '😀'.length, [...'😀'].length]));`,
  };
  using before = await bundled(program, []);
  using after = await bundled(program, [plainLetters]);
  expect(before.code).toMatch(BEYOND_ASCII);
  expect(after.code).not.toMatch(BEYOND_ASCII);
  expect(after.code).toContain('\\ud83d\\ude00');
  expect(after.printed).toBe('[{"schlüssel…":"é","emoji":"😀","line":"± 2 µs"},true,2,1]');
  expect(before.printed).toBe(after.printed);
});

test('what is in ASCII stays as it is, byte for byte', async () => {
  const program = {
    'main.js': 'console.log(/\\u00e9\\d/.test(String.fromCharCode(0xe9, 0x31)), String.raw`\\n`.length);',
  };
  using before = await bundled(program, []);
  using after = await bundled(program, [plainLetters]);
  expect(withoutPaths(after.code)).toBe(withoutPaths(before.code));
  expect(after.printed).toBe('true 2');
});

/** Rolldown says of each file from where it is, and each program is in a folder of its own. */
function withoutPaths(code: string): string {
  return code.replaceAll(/^\/\/.*$/gm, '//');
}

test.each([
  ['where a text is taken as it is written', 'console.log(String.raw`é`.length);'],
  ['behind a backslash, which would be one letter of two', 'console.log(/\\é/.test("é"));'],
])('%s, another meaning is not made: the build ends', async (_where, main) => {
  await expect(bundled({ 'main.js': main }, [plainLetters])).rejects.toThrow(
    /main\.js: here a letter cannot be written as \\uXXXX: .*é/,
  );
});
