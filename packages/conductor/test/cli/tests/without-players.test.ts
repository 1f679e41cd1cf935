import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCommand } from '../../../src/cli/check-command.ts';
import { parseCommandLine } from '../../../src/cli/parse-command-line.ts';
import { readWishes } from '../../../src/cli/read-wishes.ts';
import { runTests } from '../../../src/cli/tests/run-tests.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conductor-several-'));
  const write = (name: string, text: string) => writeFile(path.join(folder, name), text);
  await write('one.cfg', '[Test]\n[Players]\ndut: dut.cfg\n');
  await write('two.cfg', '[Test]\n[Players]\ndut: dut.cfg\n');
  await write('dut.cfg', '[Coordinator]\nplayer: 127.0.0.1\ncmdport: 1\n[Run]\nstep1: true\n');
  await symlink('dut.cfg', path.join(folder, 'link.cfg'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a command answers to files of the folder, named after an `@`. */
async function answer(command: 'check' | 'run', ...said: readonly string[]) {
  const argv = said.map((word) => (word.startsWith('@') ? path.join(folder, word.slice(1)) : word));
  const request = parseCommandLine([command, ...argv], '1.2.3', () => false);
  if (request.kind !== 'command') throw new Error(request.text);
  const { words, options } = request.parsed;
  const env = { XDG_CONFIG_HOME: folder };
  const [out, err]: [string[], string[]] = [[], []];
  const channel = (said: string[]) => ({
    write: (text: string) => void said.push(text),
    deliver: async (text: string) => void said.push(text),
    isTerminal: false,
  });
  const call = { wishes: readWishes(options, env), env, terminal: { out: channel(out), err: channel(err) } };
  const exitCode = await (command === 'check' ? checkCommand : runTests)(words, call);
  return { exitCode, out: out.join(''), err: err.join('') };
}

describe('files of players among those that are named as tests', () => {
  it('are left out by whatever path they are named, and told also with --quiet', async () => {
    const { exitCode, err } = await answer('check', '@one.cfg', '@two.cfg', '@link.cfg', '-q');
    expect([exitCode, err]).toEqual([0, `left out, as the files of players of these tests: ${folder}/link.cfg\n`]);
  });

  it.each([
    [['@one.cfg'], false],
    [['@one.cfg', '@dut.cfg'], true],
    [['@one.cfg', '@two.cfg'], true],
  ])('count in what JSON is of: %j', async (files, isList) => {
    const { out } = await answer('check', ...files, '--format', 'json');
    expect(Array.isArray(JSON.parse(out))).toBe(isList);
  });

  it('do not count in what only one test can be asked for', async () => {
    const output = ['-o', path.join(folder, 'missing', 'out.txt')];
    await expect(answer('run', '@one.cfg', '@dut.cfg', ...output)).rejects.toThrow('cannot write the result to');
    await expect(answer('run', '@one.cfg', '@two.cfg', '@dut.cfg', ...output)).rejects.toThrow('-o with several tests');
    const at = ['--at', '2099-12-01 02:00'];
    await expect(answer('run', '@one.cfg', '@two.cfg', '@dut.cfg', ...at)).rejects.toThrow('here are 2: make a call');
  });
});
