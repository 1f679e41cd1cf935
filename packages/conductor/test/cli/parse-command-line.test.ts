import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/command-table.ts';
import { COMMON_OPTIONS } from '../../src/cli/option-table.ts';
import { parseCommandLine, type Request } from '../../src/cli/parse-command-line.ts';

function parse(line: string): Request {
  return parseCommandLine(line.split(' ').filter(Boolean), '1.2.3', (word) => word.endsWith('.cfg'));
}

describe('conduct', () => {
  it.each([
    ['--version', 'conduct 1.2.3\n'],
    ['run --version', 'conduct 1.2.3\n'],
  ])('%s says the version', (line, text) => {
    expect(parse(line)).toEqual({ kind: 'text', text });
  });

  it.each(['--help', '-h', 'help'])('%s shows the commands, with examples', (line) => {
    const { kind, text } = parse(line) as Request & { kind: 'text' };
    expect(kind).toBe('text');
    for (const { name } of COMMANDS) expect(text).toContain(`  ${name} `);
    expect(text).toContain('conduct -t 1 -p startup run throughput.cfg');
    const [commands = ''] = text.split('Examples:');
    expect(Math.max(...commands.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it.each(COMMANDS)('help $name shows every option of it that has an effect', ({ name, options }) => {
    const { kind, text } = parse(`help ${name}`) as Request & { kind: 'text' };
    expect(kind).toBe('text');
    expect(parse(`${name} --help`)).toEqual({ kind, text });
    for (const { long, standing } of [...options, ...COMMON_OPTIONS])
      expect(new RegExp(`${long}\\b`).test(text), long).toBe(standing !== 'ignored');
  });

  it.each(['', 'run', '-q', '-t 3'])('"%s" shows how to use it', (line) => {
    const { kind, text } = parse(line) as Request & { kind: 'misuse' };
    expect(kind).toBe('misuse');
    expect(text).toMatch(/^conduct: no test file given\n\nUsage: conduct \[options\] TEST/);
  });

  it.each([
    ['enroll dut', 'HOST:PORT', 'enroll [options] <NAME> <HOST:PORT> <CODE>'],
    ['-q revoke', 'NAME', 'revoke [options] <NAME>'],
  ])('"%s" shows how to use that command', (line, missing, usage) => {
    const { kind, text } = parse(line) as Request & { kind: 'misuse' };
    expect([kind, text.slice(0, text.indexOf('\n\n', 40))]).toEqual([
      'misuse',
      `conduct: no ${missing} given\n\nUsage: conduct ${usage}`,
    ]);
  });

  it.each([
    [
      '--format xml test.cfg',
      "conduct: option '--format <FORMAT>' argument 'xml' is invalid. Allowed choices are text, json, ",
    ],
    ['--quiet=yes test.cfg', 'conduct: '],
    ['-p strtup test.cfg', 'conduct: "strtup" is not a phase; did you mean startup?'],
    ['show --trials 3', "conduct: unknown option '--trials"],
    ['help chek', 'conduct: "chek" is not a command; did you mean check?'],
    ['-c', 'conduct: -c needs at least one player'],
    ['--results= test.cfg', 'conduct: --results= needs a value: DIR'],
  ])('"%s" is misuse', (line, message) => {
    expect(parse(line)).toEqual({ kind: 'misuse', text: expect.stringContaining(message) });
  });

  it('enroll takes three words, wherever its options stand', () => {
    expect(parse('enroll --replace dut 10.0.0.5:6970 --lab keys CJ1.x')).toMatchObject({
      parsed: { command: 'enroll', words: ['dut', '10.0.0.5:6970', 'CJ1.x'], options: { replace: true, lab: 'keys' } },
    });
  });

  it.each([
    ['enroll dut 10.0.0.5:6970', /^conduct: no CODE given\n/],
    ['revoke', /^conduct: no NAME given\n/],
    ['certificate collector', /^conduct: no NAME given\n/],
    ['certificate collector a', /^conduct: --out FOLDER is missing: the folder to make\n/],
    ['certificate collector a b', /^conduct: conduct certificate takes ROLE NAME, and here is one word more: "b"\n/],
  ])('"%s" says what is missing or too much', (line, text) => {
    expect(parse(line)).toEqual({ kind: 'misuse', text: expect.stringMatching(text) });
  });

  it('show needs no run', () => {
    expect(parse('show')).toMatchObject({ kind: 'command', parsed: { command: 'show', words: [] } });
  });
});
