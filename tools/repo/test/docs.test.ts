import { describe, expect, test } from 'vitest';
import { deadLinks } from '../src/docs/dead-links.ts';
import { examplesOf, matchesOutput } from '../src/docs/examples.ts';
import { runExamples } from '../src/docs/run-examples.ts';
import { plantRepository } from './planted-repository.ts';

const FENCE = '```';

describe('links between files', () => {
  test.each([
    ['a missing file', '[x](gone.md)', 'there is no docs/gone.md'],
    ['a missing heading', '[x](other.md#nowhere)', 'docs/other.md has no heading that makes "#nowhere"'],
    ['a missing heading of its own', '[x](#nowhere)', 'docs/a.md has no heading'],
    ['a reference', '[x]: gone.md', 'there is no docs/gone.md'],
    ['a place outside', '[x](../../x.md)', 'outside this repository'],
  ])('to %s is found', (_what, text, says) => {
    using repository = plantRepository({ 'docs/a.md': `# A\n\n${text}\n`, 'docs/other.md': '# Other\n' });
    expect(deadLinks(repository.root, 'docs/a.md')).toEqual([expect.stringContaining(`docs/a.md:3: links to`)]);
    expect(deadLinks(repository.root, 'docs/a.md')[0]).toContain(says);
  });

  test('that lead somewhere are left alone, as is everything outside and inside code', () => {
    const text = [
      '# The `-p` flag, and more',
      '[a](other.md) [b](other.md#two-words) [c](#the--p-flag-and-more) [d](https://example.org/x) [e](../docs)',
      'Not a link: `[x](gone.md)`.',
      FENCE,
      '[x](gone.md)',
      FENCE,
    ].join('\n');
    using repository = plantRepository({ 'docs/a.md': text, 'docs/other.md': '# Other\n## Two words\n' });
    expect(deadLinks(repository.root, 'docs/a.md')).toEqual([]);
  });
});

describe('examples', () => {
  test('are the marked blocks, with the output block that follows at once', () => {
    const source = [
      `${FENCE}ts example`,
      "console.log('a');",
      FENCE,
      '',
      `${FENCE}text output`,
      'a',
      FENCE,
      `${FENCE}sh`,
      'not marked',
      FENCE,
      `${FENCE}sh example`,
      'true',
      FENCE,
      'words between',
      `${FENCE}text output`,
      'not its output',
      FENCE,
    ].join('\n');
    expect(examplesOf('README.md', source)).toEqual([
      { file: 'README.md', line: 1, language: 'ts', text: "console.log('a');", expected: 'a' },
      { file: 'README.md', line: 11, language: 'sh', text: 'true', expected: undefined },
    ]);
  });

  test('in a language that nobody runs are refused', () => {
    expect(() => examplesOf('README.md', `${FENCE}python example\n${FENCE}`)).toThrow(/README.md:1: an example is/);
  });

  test.each([
    ['run 1 took 3.2 s', 'run 1 took … s', true],
    ['one\ntwo\nthree\n', 'one\n…\nthree', true],
    ['one', 'two', false],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
  ])('%j matches %j: %s', (printed, expected, matches) => {
    expect(matchesOutput(printed, expected)).toBe(matches);
  });

  test('that do not type-check, fail, or print something else are faults with their place', async () => {
    const example = { file: 'README.md', expected: undefined } as const;
    const faults = await runExamples([
      { ...example, line: 4, language: 'ts', text: "const wrong: number = 'text';\nconsole.log(wrong);" },
      { ...example, line: 10, language: 'sh', text: 'exit 3' },
      { ...example, line: 20, language: 'sh', text: 'echo this', expected: 'that' },
      { ...example, line: 30, language: 'sh', text: 'echo this', expected: 'this' },
    ]);
    expect(faults).toEqual([
      expect.stringMatching(/README\.md\.4\.ts\(5,7\): error TS2322/),
      expect.stringMatching(/^README\.md:10: this example fails: .*exit code 3/s),
      expect.stringMatching(/^README\.md:20: this example prints something else.*this$/s),
    ]);
  });
});
