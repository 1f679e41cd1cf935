import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/command-line.ts';

const VERSION = '1.2.3';

describe('the command line of player', () => {
  it('is a file and what is wished besides', () => {
    const words = ['-b', '::1', '-p', '7000', '-l', 'log', '-v', '--insecure-network', '--state-dir', 'state'];
    const more = ['--run-as', 'nobody', '--pass-env', 'EDITOR', '--pass-env', 'PAGER', '--no-color', 'dut.cfg'];
    expect(readCommandLine([...words, ...more], VERSION)).toEqual({
      kind: 'run',
      file: 'dut.cfg',
      host: '::1',
      port: 7000,
      logFile: 'log',
      loudness: 'verbose',
      insecureNetwork: true,
      stateFolder: 'state',
      passedVariables: ['EDITOR', 'PAGER'],
      runAs: 'nobody',
    });
  });

  it('may be silent about everything', () => {
    expect(readCommandLine([], VERSION)).toMatchObject({ file: null, host: null, port: null, loudness: 'normal' });
    expect(readCommandLine(['-q'], VERSION)).toMatchObject({ loudness: 'quiet' });
  });

  it.each([
    [['--no-such-option'], 'unknown option'],
    [['-p', '70000'], 'expected a number from 0 to 65535'],
    [['-p', '-1'], 'expected a number from 0 to 65535'],
    [['-b'], 'argument missing'],
    [['-b', ''], 'it is empty'],
    [['--state-dir', ''], 'it is empty'],
    [['--pass-env', 'A=B'], 'without a value; see player --help'],
    [['one.cfg', 'two.cfg'], 'too many arguments'],
  ])('%j is refused: %s', (words, message) => {
    expect(() => readCommandLine(words, VERSION)).toThrow(message);
  });

  it('may name a command, with the options of the player before or after it', () => {
    expect(
      readCommandLine(['-b', '::1', 'doctor', '-p', '7000', '--format', 'json', 'dut.cfg'], VERSION),
    ).toMatchObject({
      kind: 'doctor',
      file: 'dut.cfg',
      host: '::1',
      port: 7000,
      format: 'json',
    });
    expect(readCommandLine(['spool', '--state-dir', 'state'], VERSION)).toMatchObject({
      kind: 'spool',
      file: null,
      stateFolder: 'state',
      remove: null,
      format: 'text',
    });
    expect(() => readCommandLine(['spool', '--format', 'xml'], VERSION)).toThrow('Allowed choices are text, json');
    expect(readCommandLine(['doctor', '--help'], VERSION)).toMatchObject({
      kind: 'print',
      text: expect.stringContaining('Exit codes: 0 no line is red'),
    });
  });

  it('asks for help, with examples, and for the version', () => {
    expect(readCommandLine(['--help'], VERSION)).toMatchObject({
      kind: 'print',
      text: expect.stringContaining('player dut.cfg'),
    });
    expect(readCommandLine(['--version'], VERSION)).toEqual({ kind: 'print', text: 'player 1.2.3\n' });
  });
});
