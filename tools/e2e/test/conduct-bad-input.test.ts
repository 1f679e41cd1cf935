import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestBed, type TestBed } from '../src/test-bed.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await createTestBed({ players: { dut: {} } });
  const files: Record<string, string | Uint8Array> = {
    'not-utf-8.cfg': Buffer.from('[Test]\n# \xe9\n[Players]\ndut: dut.cfg\n', 'latin1'),
    'no-test.cfg': '[Players]\ndut: dut.cfg\n',
    'no-players.cfg': '[Test]\ntrials: 1\n',
    'no-file.cfg': '[Test]\n[Players]\ndut: nowhere.cfg\n',
    'no-cmdport.cfg': '[Test]\n[Players]\ndut: no-port-dut.cfg\n',
    'no-port-dut.cfg': '[Coordinator]\nplayer: 127.0.0.1\n',
    'bad-port.cfg': '[Test]\n[Players]\ndut: bad-port-dut.cfg\n',
    'bad-port-dut.cfg': '[Coordinator]\nplayer: 127.0.0.1\ncmdport: 70000\n',
    'no-address.cfg': '[Test]\n[Players]\ndut: no-address-dut.cfg\n',
    'no-address-dut.cfg': '[Coordinator]\ncmdport: 6970\n',
    'trials.cfg': '[Test]\ntrials: 0\n[Players]\ndut: dut.cfg\n',
    'misspelt.cfg': '[Test]\ntrails: 2\n[Players]\ndut: dut.cfg\n',
    'leaves.cfg': '[Test]\n[Players]\ndut: leaves-dut.cfg\n',
    'leaves-dut.cfg':
      '[Coordinator]\nplayer: 127.0.0.1\ncmdport: 6970\n[Startup]\nstep1: sysctl net.inet.ip.forwarding=1\n[Run]\n[Collect]\n[Reset]\n',
    file: '',
  };
  for (const [name, content] of Object.entries(files)) bed.write(name, content);
});
afterAll(() => bed[Symbol.asyncDispose]());

describe('bad input is a clear error with exit code 2, nothing is started, and no stack is shown:', () => {
  test.concurrent.each([
    ['no test file', [], /no test file given/],
    ['a name that is empty', [''], /the name of a file or run is empty/],
    ['no such file', ['nope.cfg'], /nope\.cfg.*there is no file/],
    ['a directory', ['.'], /is a directory/],
    ['a file that is not UTF-8', ['not-utf-8.cfg'], /not-utf-8\.cfg:2:3.*not UTF-8/],
    ['no [Test]', ['no-test.cfg'], /\[Test\]/],
    ['no players', ['no-players.cfg'], /no players/],
    ['a player file that is missing', ['no-file.cfg'], /no-file\.cfg:3.*nowhere\.cfg/],
    [
      'a player file alone',
      ['dut.cfg'],
      /^dut\.cfg: error: this is the file of a player, and no test .*\n.*\[Workers\]$/,
    ],
    ['a player without a port', ['no-cmdport.cfg'], /no-port-dut\.cfg.*cmdport/],
    ['a port that is none', ['bad-port.cfg'], /bad-port-dut\.cfg:3.*port/],
    ['a player without an address', ['no-address.cfg'], /no-address-dut\.cfg.*player/],
    ['no trials', ['trials.cfg'], /trials\.cfg:2.*trials/],
    ['a warning under --strict', ['--strict', 'misspelt.cfg'], /misspelt\.cfg:2.*error.*trails[\s\S]*trials/],
    ['an unknown phase', ['-p', 'strtup', 'test.cfg'], /"strtup" is not a phase; did you mean startup\?/],
    ['an unknown player', ['-c', 'dit', 'test.cfg'], /"dit" is not a player of test\.cfg; did you mean dut\?/],
    ['an unknown option', ['--trails', '3', 'test.cfg'], /unknown option --trails; did you mean --trials\?/],
    ['an unknown command', ['chek', 'test.cfg'], /did you mean "conduct check test\.cfg"\?/],
    ['an unknown format', ['--format', 'xml', 'test.cfg'], /xml.*text, json/],
    ['trials that are no number', ['-t', 'many', 'test.cfg'], /--trials wants a whole number from 1, not "many"/],
    [
      'an output that cannot be written',
      ['-o', 'nowhere/x', 'test.cfg'],
      /cannot write the result to nowhere\/x: there is no such file or folder/,
    ],
    ['a results directory without a name', ['--results', '', 'test.cfg'], /--results needs a value: DIR/],
    ['a results directory that is a file', ['--results', 'file', 'test.cfg'], /file.*--results/],
    ['a run that does not exist', ['show', 'yesterday'], /there is no run "yesterday"/],
  ] as const)('%s', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await bed.conduct(...args).ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });

  test('a misspelt key is a warning without --strict', async () => {
    const { exitCode, stderr, stdout } = await bed.conduct('check', 'misspelt.cfg').ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/misspelt\.cfg:2.*warning.*trails/);
  });

  test('several tests are checked in one call: each plan, the findings of all, and the worst exit code', async () => {
    const { exitCode, stdout } = await bed.conduct('check', 'misspelt.cfg', 'leaves.cfg', 'misspelt.cfg').ended;
    expect({ exitCode, plans: stdout.match(/^Players$/gm)?.length }).toEqual({ exitCode: 0, plans: 3 });
    expect(stdout.match(/^Why$/gm)).toHaveLength(1);
    expect(stdout.trimEnd()).toMatch(/\n3 tests: 3 warnings(, \d+ notes)?$/);
    const mixed = await bed.conduct('check', 'leaves-dut.cfg', 'leaves.cfg').ended;
    expect(mixed).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('left out') });
    expect(mixed.stdout.trimEnd()).toMatch(/\n1 warning(, \d+ notes?)?$/);
    const strict = await bed.conduct('run', '--dry-run', '--strict', '--format', 'json', 'test.cfg', 'leaves.cfg')
      .ended;
    expect(strict.exitCode).toBe(2);
    expect(JSON.parse(strict.stdout)).toMatchObject([{ file: 'test.cfg' }, { file: 'leaves.cfg' }]);
  });

  test('what Reset does not undo is found by check with its line, why, and what to do, and --strict makes an exit code of it', async () => {
    const { exitCode, stdout } = await bed.conduct('check', '--strict', '--format', 'json', 'leaves.cfg').ended;
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [
        { player: 'dut', kind: 'setting of the kernel', by: { phase: 'startup', key: 'step1' }, undoneBy: null },
      ],
      diagnostics: expect.arrayContaining([
        expect.objectContaining({
          code: 'reset-symmetry',
          severity: 'warning',
          place: expect.objectContaining({ line: 5 }),
          why: expect.stringContaining('next test'),
          fix: expect.stringContaining('sysctl net.inet.ip.forwarding='),
        }),
      ]),
    });
  });
});
