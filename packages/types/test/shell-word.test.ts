import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from '../src/shell-word.ts';

test('a word that people copy is one word to a shell, and stays bare where it may', () => {
  const texts = ['/var/lib/player', 'a b', "it's", '$HOME', '~', '*', '', '# no comment', 'ends with\n', '[::1]:6970'];
  const line = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
  expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(texts);
  expect(shellWord('dut.cfg')).toBe('dut.cfg');
});
