import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, loadPlayerFile, loadTest } from '../src/index.ts';
import { COORDINATOR, PHASES } from './support/marked-test.ts';
import { TemporaryFolder } from './support/temporary-folder.ts';

const TEST = '[Test]\n[Workers]\ndut: dut.cfg\n';
const DUT = COORDINATOR + PHASES;

/** `file:line:column code`, the file relative to a folder. */
function briefly(diagnostics: readonly Diagnostic[], { path }: TemporaryFolder): string[] {
  return diagnostics.map(
    ({ place: { file, line, column }, code }) => `${relative(path, file)}:${line}:${column} ${code}`,
  );
}

describe('a test in files', () => {
  it('has player files in the folder of the test file', async () => {
    using folder = new TemporaryFolder();
    const path = folder.write('lab/test.cfg', TEST);
    const dut = folder.write('lab/dut.cfg', DUT);
    const { test, diagnostics } = await loadTest(path);
    expect(test?.players.map(({ file }) => file)).toEqual([dut]);
    expect(briefly(diagnostics, folder)).toEqual(['lab/test.cfg:3:6 player-file-place']);
  });

  it('has the files that it puts beside the player file; those that are missing are named', async () => {
    using folder = new TemporaryFolder();
    const path = folder.write('lab/test.cfg', TEST);
    folder.write('lab/rules/pf.conf', 'pass all\n');
    folder.write(
      'lab/dut.cfg',
      `${COORDINATOR}[Startup]\nput1: rules -> /tmp/rules\nput2 keep: none/pf.conf -> /tmp/\n[Run]\n[Collect]\n[Reset]\nstep1: true\n`,
    );
    const missing = await loadTest(path);
    expect(missing.test).toBeNull();
    expect(briefly(missing.diagnostics, folder)).toContain('lab/dut.cfg:6:1 nothing-to-put');
    // A player that may be left out is read when it takes part.
    const dut = readFileSync(path.replace('test.cfg', 'dut.cfg'), 'utf8');
    folder.write('lab/dut.cfg', dut.replace('[Startup]', 'only startup: FreeBSD\n[Startup]'));
    const perhaps = await loadTest(path);
    expect(perhaps.test).not.toBeNull();
    expect(briefly(perhaps.diagnostics, folder)).toContain('lab/dut.cfg:7:1 maybe-nothing-to-put');
    folder.write('lab/dut.cfg', dut);
    folder.write('lab/none/pf.conf', '');
    const { startup = [], reset = [] } = (await loadTest(path)).test?.players[0]?.phases ?? {};
    const shown = [...startup, ...reset].map((step) =>
      step.kind === 'put' ? [step.kind, step.target, step.keep] : [step.kind],
    );
    expect(shown).toEqual([['put', '/tmp/rules', false], ['put', '/tmp/', true], ['step'], ['put-back']]);
  });

  it('else in the current directory, as the original has it', async () => {
    using folder = new TemporaryFolder();
    const dut = folder.write('elsewhere/dut.cfg', DUT);
    const here = relative(process.cwd(), dut);
    // Deeper than the current directory: its ways up must not lead to the same file from there.
    const lab = `lab${'/below'.repeat(here.split('/').length)}`;
    const path = folder.write(`${lab}/test.cfg`, TEST.replace('dut.cfg', here));
    const { test, diagnostics } = await loadTest(path);
    expect(test?.players.map(({ file }) => file)).toEqual([here]);
    expect(diagnostics).toEqual([]);
  });

  it('or anywhere, by their full paths', async () => {
    using folder = new TemporaryFolder();
    const dut = folder.write('elsewhere/dut.cfg', DUT);
    const path = folder.write('lab/test.cfg', TEST.replace('dut.cfg', dut));
    const { test, diagnostics } = await loadTest(path);
    expect(test?.players.map(({ file }) => file)).toEqual([dut]);
    expect(diagnostics).toEqual([]);
  });

  it('is warned of where the original would read another file', async () => {
    using folder = new TemporaryFolder();
    // The current directory is one of this repository's, and has a file of this name, too.
    folder.write('lab/package.json', DUT);
    const path = folder.write('lab/test.cfg', TEST.replace('dut.cfg', 'package.json'));
    const { test, diagnostics } = await loadTest(path);
    expect(test?.players.map(({ file }) => relative(folder.path, file))).toEqual(['lab/package.json']);
    expect(briefly(diagnostics, folder)).toEqual(['lab/test.cfg:3:6 two-player-files']);
  });

  it('comes with the bytes that were read, the test file first, each file once', async () => {
    using folder = new TemporaryFolder();
    const text = `\ufeff# é\r\n${TEST}twin: dut.cfg\r`;
    const path = folder.write('test.cfg', text);
    const dut = folder.write('dut.cfg', DUT);
    const { test, sources } = await loadTest(path);
    expect(test).toBeNull();
    expect(sources.map((source) => [source.path, Buffer.from(source.bytes).toString()])).toEqual([
      [path, text],
      [dut, DUT],
    ]);
  });
});

describe('a file that cannot be read', () => {
  const loadDut = async (folder: TemporaryFolder) => {
    const { test, diagnostics } = await loadTest(folder.write('test.cfg', TEST));
    expect(test).toBeNull();
    return briefly(diagnostics, folder).filter((line) => !line.endsWith('player-file-place'));
  };

  it('is not there', async () => {
    using folder = new TemporaryFolder();
    expect(await loadDut(folder)).toEqual(['test.cfg:3:6 no-such-file']);
    const { test, diagnostics, sources } = await loadTest(join(folder.path, 'none.cfg'));
    expect([test, sources, briefly(diagnostics, folder)]).toEqual([null, [], ['none.cfg:0:0 no-such-file']]);
  });

  it('is not there, since a file stands where a folder should, or its name can be none', async () => {
    using folder = new TemporaryFolder();
    const file = folder.write('file', '');
    for (const path of [`${file}/test.cfg`, 'a\0b', 'x'.repeat(5000)]) {
      expect((await loadTest(path)).diagnostics.map(({ code }) => code)).toEqual(['no-such-file']);
    }
  });

  it('is a directory', async () => {
    using folder = new TemporaryFolder();
    mkdirSync(join(folder.path, 'dut.cfg'));
    expect(await loadDut(folder)).toEqual(['test.cfg:3:6 not-a-file']);
    expect(briefly((await loadTest(folder.path)).diagnostics, folder)).toEqual([':0:0 not-a-file']);
  });

  it('is a device or a pipe, which is not waited for', async () => {
    using folder = new TemporaryFolder();
    symlinkSync('/dev/zero', join(folder.path, 'dut.cfg'));
    expect(await loadDut(folder)).toEqual(['test.cfg:3:6 not-a-file']);
    await execa('mkfifo', [join(folder.path, 'pipe')]);
    expect((await loadTest(join(folder.path, 'pipe'))).diagnostics.map(({ code }) => code)).toEqual(['not-a-file']);
  });

  it('is refused by the system', async () => {
    using folder = new TemporaryFolder();
    symlinkSync('dut.cfg', join(folder.path, 'dut.cfg'));
    expect(await loadDut(folder)).toEqual(['test.cfg:3:6 unreadable']);
  });

  it.each([
    ['a Latin letter', '[Run]\nstep1: caf\xe9\n', 2, 11, '0xe9'],
    ['behind a letter that looks like a mistake', '[Run]\n\xef\xbf\xbd \xff', 2, 3, '0xff'],
    ['the first half of a letter', '\xc3', 1, 1, '0xc3'],
    ['two thirds of a letter', 'a: \xe2\x82', 1, 4, '0xe2'],
  ])('is not UTF-8: %s', async (_, bytes, line, column, byte) => {
    using folder = new TemporaryFolder();
    const path = folder.write('dut.cfg', Buffer.from(bytes, 'latin1'));
    const { player, diagnostics } = await loadPlayerFile(path);
    expect(player).toBeNull();
    const place = { file: path, line, column };
    expect(diagnostics).toMatchObject([{ code: 'not-utf-8', place, found: `the byte ${byte}` }]);
  });

  it('is too long, however long it is', async () => {
    using folder = new TemporaryFolder();
    folder.write('dut.cfg', Buffer.alloc(3 * 2 ** 20, '#'));
    expect(await loadDut(folder)).toEqual(['dut.cfg:0:0 file-too-long']);
  });

  it('is empty, which is nothing but a lack of sections', async () => {
    using folder = new TemporaryFolder();
    const { diagnostics } = await loadTest(folder.write('test.cfg', ''));
    expect(briefly(diagnostics, folder)).toEqual(['test.cfg:0:0 missing-section', 'test.cfg:0:0 no-players']);
  });
});

describe('a player that reads its file', () => {
  it('learns where it listens, and for whom', async () => {
    using folder = new TemporaryFolder();
    const text = '[DEFAULT]\nnet: 10.0.0\n[Master]\nplayer: %(net)s.1\nconductor: %(net)s.9 # us\ncmdport: 6970\n';
    const path = folder.write('dut.cfg', `${text}[Run]\nstep1: %(from_the_test)s\n`);
    const { player, diagnostics, sources } = await loadPlayerFile(path);
    expect(player).toEqual({ address: '10.0.0.1', port: 6970, conductor: '10.0.0.9', resultsPort: null });
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([
      ['note', 'section-spelling'],
      ['note', 'inline-comment'],
    ]);
    expect(sources.map((source) => source.path)).toEqual([path]);
  });

  it('does not know the variables of a test', async () => {
    using folder = new TemporaryFolder();
    const path = folder.write('dut.cfg', '[Coordinator]\nplayer: %(address)s\ncmdport: 6970\n');
    const { player, diagnostics } = await loadPlayerFile(path);
    expect(player).toBeNull();
    expect(briefly(diagnostics, folder)).toEqual(['dut.cfg:2:9 unknown-variable']);
  });

  it('is told when it was given a test file, and the other way round', async () => {
    using folder = new TemporaryFolder();
    const player = await loadPlayerFile(folder.write('test.cfg', TEST));
    expect(player.diagnostics.find(({ code }) => code === 'missing-section')?.suggestion).toMatch(/a test file/);
    const test = await loadTest(folder.write('dut.cfg', DUT));
    expect(test.test).toBeNull();
    expect(briefly(test.diagnostics, folder)).toEqual(['dut.cfg:0:0 player-for-test']);
  });
});
