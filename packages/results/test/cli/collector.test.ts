import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { eventsOf } from '../support/events-of.ts';
import { RUN_ID, temporaryFolder } from '../support/new-directory.ts';
import { plan } from '../support/sample-test.ts';
import { journalOf, out, run, type Script, type ScriptedPlayer, scriptedPlayer } from '../support/scripted-player.ts';
import { windowProxy } from '../support/window-proxy.ts';

const MAIN = path.join(import.meta.dirname, '../../src/cli.ts');
const MB = 2 ** 20;
const CALL = `process.exitCode = await (await import(${JSON.stringify(MAIN)})).main(process.argv.slice(1));`;

function collector(folder: string, ...argv: readonly string[]) {
  return execa(
    process.execPath,
    ['--conditions=@conductor/source', '--input-type=module', '--eval', CALL, '--', ...argv],
    {
      cwd: folder,
      reject: false,
      env: { XDG_RUNTIME_DIR: folder },
    },
  );
}

/** The files of a test with one player, which listens and is scripted. */
async function sampleInto(folder: string, script: Script): Promise<ScriptedPlayer> {
  const dut = plan('dut', { run: ['step1=echo hello'] });
  const player = await scriptedPlayer(dut, script, path.join(folder, 'conductor'));
  await writeFile(path.join(folder, 'sample.cfg'), '[Test]\nname: sample\n[Players]\ndut: dut.cfg\n');
  await writeFile(path.join(folder, 'dut.cfg'), playerFile(player.port));
  return player;
}

function playerFile(port: number): string {
  return `[Coordinator]\nplayer: 127.0.0.1\ncmdport: ${port}\n[Run]\nstep1: echo hello\n`;
}

describe('the program collector', () => {
  test('tells its version, and how to use it', async () => {
    await using folder = await temporaryFolder();
    const manifest = JSON.parse(await readFile(path.join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect((await collector(folder.path, '--version')).stdout).toBe(`collector ${manifest.version}`);
    const { stdout: help } = await collector(folder.path, '--help');
    expect(help).toMatch(/--wait-players <seconds>.*\n.*\(default: 60\)/);
    expect(help).toMatch(/collector .*<test>[\s\S]*Examples:[\s\S]*Exit codes/);
    expect(help).not.toContain('[]');
  });

  test.each([
    [['test.cfg'], /--run/],
    [['test.cfg', '--run', 'r1', '--results', ''], /expected a directory/],
    [['test.cfg', '--run', '../evil'], /expected a run id/],
    [['missing.cfg', '--run', 'r1'], /missing\.cfg/],
    [['--run', 'r1'], /argument/],
  ])('refuses %j with exit code 2 and a sentence', async (argv, message) => {
    await using folder = await temporaryFolder();
    const { exitCode, stderr } = await collector(folder.path, ...argv);
    expect(stderr).toMatch(/^collector: /);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at /);
    expect(exitCode).toBe(2);
  });

  test('leaves nothing behind for a run that no player has, and says which runs they keep', async () => {
    await using folder = await temporaryFolder();
    await using _player = await sampleInto(folder.path, { journal: journalOf(), sources: [] });
    const words = ['--run', '20200101T000000Z-none', '--wait-players', '0.1'];
    const { exitCode, stderr } = await collector(folder.path, 'sample.cfg', ...words);
    expect(stderr).toMatch(
      /^collector: run 20200101T000000Z-none: player "dut" has nothing of this run; it keeps 20261123T231500Z-k3f9 \(waited 0\.1 s/,
    );
    expect(exitCode).toBe(3);
    expect(await readdir(folder.path)).not.toContain('results');
  });

  test('brings a run home, and goes on where it was when it is started again', async () => {
    await using folder = await temporaryFolder();
    const script = { journal: journalOf({ kind: 'step-began', step: run(1) }), sources: [out(1, 'hello\n')] };
    await using player = await sampleInto(folder.path, script);
    for (const _time of ['first', 'second']) {
      const { exitCode, stderr, stdout } = await collector(folder.path, 'sample.cfg', '--run', RUN_ID);
      expect(stderr).toBe('');
      expect(stdout).toMatch(/trial 1 of 1 is here/);
      expect(exitCode).toBe(0);
    }
    const stored = path.join(folder.path, 'results/sample', RUN_ID);
    expect(await readFile(path.join(stored, 'trial-001/run/dut/01-step1.out'), 'utf8')).toBe('hello\n');
    expect((await eventsOf(stored)).filter(({ kind }) => kind === 'output-collected')).toHaveLength(1);
    expect(player.follows[1]?.positions).toHaveLength(2);
  });

  test.each([
    ['two players that follow a trial together', [], [4 * MB, 4 * MB]],
    ['one of them that is followed alone', ['--players', 'sink'], [0, 8 * MB]],
  ])('of %s, lets each have its share under way', async (_who, words, bytes) => {
    await using folder = await temporaryFolder();
    const tokens = path.join(folder.path, 'conductor');
    const script = { journal: journalOf({ kind: 'step-began', step: run(1) }), sources: [out(1, 'hello\n')] };
    await using dut = await scriptedPlayer(plan('dut', { run: ['step1=echo hello'] }), script, tokens);
    await using sink = await scriptedPlayer(plan('sink', { run: ['step1=echo hello'] }), script, tokens);
    await using toDut = await windowProxy(dut.port, tokens);
    await using toSink = await windowProxy(sink.port, tokens);
    await writeFile(path.join(folder.path, 'dut.cfg'), playerFile(toDut.port));
    await writeFile(path.join(folder.path, 'sink.cfg'), playerFile(toSink.port));
    const test = '[Test]\nname: sample\n[Players]\ndut: dut.cfg\nsink: sink.cfg\n';
    await writeFile(path.join(folder.path, 'sample.cfg'), test);
    const { exitCode, stderr } = await collector(folder.path, 'sample.cfg', '--run', RUN_ID, ...words);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    // The first connection only asked whether the player has the run: nobody sends anything then.
    expect([toDut, toSink].map(({ windows }) => windows[1] ?? 0)).toEqual(bytes);
  });
});
