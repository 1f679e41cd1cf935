import { describe, expect, it } from 'vitest';
import { hasColour } from '../../src/cli/colour.ts';
import { parseCommandLine } from '../../src/cli/parse-command-line.ts';
import { readWishes, type UserWishes } from '../../src/cli/read-wishes.ts';

/** What a command line and an environment wish. */
function wishesOf(line: string, environment: NodeJS.ProcessEnv = {}): UserWishes {
  const request = parseCommandLine(line.split(' '), '1.2.3', (word) => word.endsWith('.cfg'));
  if (request.kind !== 'command') throw new Error(request.text);
  return readWishes(request.parsed.options, environment);
}

describe('wishes', () => {
  it.each(['yes', 'ON', '1'])('are for an insecure network when the environment says %s', (word) => {
    expect(wishesOf('test.cfg', { CONDUCTOR_INSECURE_NETWORK: word }).isInsecure).toBe(true);
  });

  it('are not guessed where the environment says neither yes nor no', () => {
    expect(wishesOf('test.cfg', { CONDUCTOR_INSECURE_NETWORK: 'off' }).isInsecure).toBe(false);
    expect(() => wishesOf('test.cfg', { CONDUCTOR_INSECURE_NETWORK: 'perhaps' })).toThrow(
      '"perhaps" is not a value of CONDUCTOR_INSECURE_NETWORK. Known: yes, no',
    );
  });

  it('are none where nothing is said', () => {
    expect(wishesOf('test.cfg')).toEqual({
      trials: null,
      phases: null,
      players: null,
      cases: [],
      variables: new Map(),
      seed: null,
      parallel: 1,
      results: null,
      format: null,
      output: null,
      collector: null,
      maxResultsBytes: null,
      waitPlayersMs: null,
      waitFreeMs: null,
      at: null,
      lab: null,
      secrets: null,
      metrics: null,
      out: null,
      page: null,
      isInsecure: false,
      mayExposeSecrets: false,
      isReplacing: false,
      isStrict: false,
      isDryRun: false,
      isExplained: false,
      isQuiet: false,
      isVerbose: false,
      mayColour: true,
    });
  });

  it('come from the command line', () => {
    const line =
      '-qv -t 3 -p reset startup -c dut --results out --format json -o x --wait-players 0.5 --wait-free 30m --max-results 2GiB --secrets s --insecure-secrets --dry-run test.cfg';
    expect(wishesOf(line)).toMatchObject({
      trials: 3,
      phases: ['startup', 'reset'],
      players: ['dut'],
      results: { value: 'out', source: '--results' },
      format: { value: 'json', source: '--format' },
      output: { value: 'x', source: '--output' },
      maxResultsBytes: { value: 2 ** 31, source: '--max-results' },
      secrets: { value: 's', source: '--secrets' },
      mayExposeSecrets: true,
      waitPlayersMs: 500,
      waitFreeMs: 1_800_000,
      isDryRun: true,
      isQuiet: true,
      isVerbose: true,
    });
  });

  it('come from the environment where the command line says nothing', () => {
    const environment = {
      CONDUCTOR_RESULTS: 'there',
      CONDUCTOR_FORMAT: 'json',
      CONDUCTOR_WAIT_PLAYERS: '30',
      CONDUCTOR_INSECURE_NETWORK: 'yes',
    };
    expect(wishesOf('--format text test.cfg', environment)).toMatchObject({
      results: { value: 'there', source: 'CONDUCTOR_RESULTS' },
      format: { value: 'text', source: '--format' },
      waitPlayersMs: 30_000,
      isInsecure: true,
    });
  });

  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['1.5h', 5_400_000],
    ['12', 12_000],
    ['0', 0],
  ])('read %s as a duration', (word, waitFreeMs) => {
    expect(wishesOf(`--wait-free ${word} test.cfg`)).toMatchObject({ waitFreeMs });
  });

  it.each([
    ['-t 0 test.cfg', {}, '--trials wants a whole number from 1, not "0"'],
    ['-t 1.5 test.cfg', {}, '--trials wants a whole number from 1, not "1.5"'],
    [
      '--wait-players soon test.cfg',
      {},
      '--wait-players wants seconds, such as 30 or 0.5, or 90s, 30m, 2h, not "soon"',
    ],
    [
      'test.cfg',
      { CONDUCTOR_WAIT_PLAYERS: '-1' },
      'CONDUCTOR_WAIT_PLAYERS wants seconds, such as 30 or 0.5, or 90s, 30m, 2h, not "-1"',
    ],
    ['test.cfg', { CONDUCTOR_FORMAT: 'jsno' }, '"jsno" is not a format (CONDUCTOR_FORMAT); did you mean json?'],
  ])('of "%s" with %j are refused', (line, environment, message) => {
    expect(() => wishesOf(line, environment)).toThrow(message);
  });
});

describe('colours', () => {
  it.each<[string, boolean, string, NodeJS.ProcessEnv, 'auto' | 'always' | 'never' | undefined, boolean]>([
    ['a terminal has them', true, 'test.cfg', {}, undefined, true],
    ['a pipe has none', false, 'test.cfg', {}, undefined, false],
    ['a dumb terminal has none', true, 'test.cfg', { TERM: 'dumb' }, undefined, false],
    ['NO_COLOR takes them away', true, 'test.cfg', { NO_COLOR: '1' }, 'always', false],
    ['an empty NO_COLOR says nothing', true, 'test.cfg', { NO_COLOR: '' }, undefined, true],
    ['--no-color takes them away', true, '--no-color test.cfg', { CONDUCTOR_COLOR: 'always' }, undefined, false],
    ['the settings of the user give them to a pipe', false, 'test.cfg', {}, 'always', true],
    ['the environment beats the settings of the user', false, 'test.cfg', { CONDUCTOR_COLOR: 'auto' }, 'always', false],
  ])('%s', (_, isTerminal, line, environment, color, expected) => {
    expect(hasColour(isTerminal, wishesOf(line), environment, color === undefined ? {} : { color })).toBe(expected);
  });
});
