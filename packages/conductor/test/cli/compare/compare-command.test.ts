import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareCommand } from '../../../src/cli/compare/compare-command.ts';
import { comparePage } from '../../../src/cli/page/compare-page.ts';
import { parseCommandLine } from '../../../src/cli/parse-command-line.ts';
import { readWishes } from '../../../src/cli/read-wishes.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conductor-compare-'));
  await writeFile(path.join(folder, 'old'), '# Gbit/s\n9.1\n9.2\n9.0\n9.15\n9.05\n');
  await writeFile(path.join(folder, 'new'), '8.4\n8.5\n8.38\n8.45\n8.41\n');
  await writeFile(path.join(folder, 'two'), '1\n2\n');
  await writeFile(path.join(folder, 'words'), '1\nfast\n');
  await writeFile(path.join(folder, 'none'), '# nothing\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** What `conduct compare` says to arguments; `@old` is the file `old`. */
function compare(...said: readonly string[]): Promise<{ exitCode: number; text: string }> {
  return answer('compare', compareCommand, said);
}

async function answer(
  command: string,
  obey: typeof compareCommand,
  said: readonly string[],
): Promise<{ exitCode: number; text: string }> {
  const argv = said.map((word) => (word.startsWith('@') ? path.join(folder, word.slice(1)) : word));
  const request = parseCommandLine([command, ...argv], '1.2.3', () => false);
  if (request.kind !== 'command') throw new Error(request.text);
  const printed: string[] = [];
  const channel = {
    write: (text: string) => void printed.push(text),
    deliver: async (text: string) => void printed.push(text),
    isTerminal: false,
  };
  const { words, options } = request.parsed;
  const env = { XDG_CONFIG_HOME: folder };
  const call = { wishes: readWishes(options, env), env, terminal: { out: channel, err: channel } };
  const exitCode = await obey(words, options, call);
  return { exitCode, text: printed.join('') };
}

describe('conduct compare', () => {
  it('prints of two files what ministat does, and what that does not', async () => {
    const { exitCode, text } = await compare('@old', '@new');
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^x .*old\n\+ .*new\n\+-{74}\+\n/);
    expect(text).toContain('Difference at 95.0% confidence\n\t-0.672 +/- 0.0951906\n');
    expect(text).toMatch(/new against .*old: -7\.38 %, between -8\.41 % and -6\.35 % at 95 % confidence$/m);
  });

  it('of one file prints its figures', async () => {
    const { exitCode, text } = await compare('@old');
    expect([exitCode, text.split('\n').length]).toEqual([0, 8]);
  });

  it('says so when something is compared with itself', async () => {
    const { exitCode, text } = await compare('@old', '@new', '@old');
    expect([exitCode, text.split('\n')[0]]).toEqual([
      0,
      expect.stringMatching(/^note: ".*old" and ".*old" are the same, /),
    ]);
    for (const argv of [
      ['@old', '@new'],
      ['@old', '@old', '-q'],
    ])
      expect((await compare(...argv)).text).not.toContain('note: ');
  });

  it.each([
    ['value < -2%', 1, 'failed: value < -2 %: '],
    ['value < -10%', 0, 'passed: value < -10 %: '],
    ['value < -10%,value < -5%', 1, 'passed: '],
  ])('with --fail-if "%s" exits with %d', async (gate, exitCode, text) => {
    const compared = await compare('--fail-if', gate, '@old', '@new');
    expect(compared.exitCode).toBe(exitCode);
    expect(compared.text).toContain(text);
  });

  it('does not pass a gate that it cannot judge', async () => {
    const { exitCode, text } = await compare('@old', '@two', '--fail-if=value < -2%');
    expect([exitCode, text.split('\n').at(-2)]).toEqual([
      2,
      `unknown: value < -2 %: ${folder}/two: too few values to compare`,
    ]);
  });

  it.each([
    [['@old', '@two'], /^conduct: nothing of .*two is compared, for want of values; each needs 3: give more\n$/m],
    [
      ['@two', '@old'],
      /^conduct: nothing is compared with .*two, for want of values of it; each needs 3: give more\n$/m,
    ],
    [['@two', '@old', '@new', '--format', 'json'], /^conduct: nothing is compared with .*two, for want of values/m],
    [
      ['@old', '@new', '--warm-up', '5'],
      /^conduct: nothing is compared with .*old, .* give more, or lower --warm-up\n$/m,
    ],
    [['@two', '--warm-up', '2'], /^conduct: of .*two no value is left\n$/m],
  ])('does not pass %j, of which nothing is compared', async (argv, sentence) => {
    const { exitCode, text } = await compare(...argv);
    expect([exitCode, text]).toEqual([2, expect.stringMatching(sentence)]);
    expect(text.match(/^conduct: /gm)).toHaveLength(1);
  });

  it('names what it could not compare beside what it did, and exits as without it', async () => {
    const { exitCode, text } = await compare('@old', '@new', '@two');
    expect(exitCode).toBe(0);
    expect(text).toMatch(/^conduct: nothing of .*two is compared, for want of values; each needs 3: give more\n$/m);
  });

  it('has values to show of one file, also when they are too few to compare', async () => {
    expect((await compare('@two')).exitCode).toBe(0);
  });

  it('tells that a gate failed also when something else is not compared', async () => {
    const gated = await compare('@old', '@new', '@two', '--fail-if', 'value < -2%');
    expect(gated.exitCode).toBe(1);
  });

  it('gives a program every figure, with all digits', async () => {
    const { text } = await compare('@old', '@new', '--format', 'json', '--confidence=99', '--warm-up', '1');
    const { metrics, gates } = JSON.parse(text);
    expect(gates).toEqual([]);
    expect(metrics[0]).toMatchObject({ metric: 'value', confidence: 99, warmUp: 1 });
    expect(metrics[0].sets[1].summary).toMatchObject({ n: 4, leftOut: 1, interval: { confidence: 99 } });
    expect(metrics[0].sets[1].comparison.welch.t).toBeCloseTo(-12.66, 2);
  });

  it('writes to the file of -o', async () => {
    const file = path.join(folder, 'out.txt');
    expect(await compare('@old', '@new', '-o', file)).toEqual({ exitCode: 0, text: '' });
    expect(await readFile(file, 'utf8')).toContain('Difference at');
  });

  it.each([
    [['@old', '@missing'], 'usage', /^there is no run ".*missing" in .*, or of a file of numbers$/],
    [['@old', '@words'], 'config', /words:2: expected a number, .*, not "fast"/],
    [['@old', '@none'], 'usage', /^there is no number in .*none: expected one a line/],
    [['@old', '@new', '--metric', 'rate'], 'usage', /"rate" is not a metric of .*old.*Known: value/],
    [['@old', '@new', '--fail-if', 'rate < 1%'], 'usage', /"rate" is not a metric that is compared.*Known: value/],
    [['@old', '--fail-if', 'value < 1%'], 'usage', /--fail-if needs a run to compare with/],
    [['@old', '@new', '--confidence', '100'], 'usage', /--confidence wants per cent between 0 and 100/],
    [['@old', '@new', '--warm-up=-1'], 'usage', /--warm-up wants a whole number/],
    [Array.from({ length: 8 }, () => '@old'), 'usage', /takes up to 7 runs, and here are 8/],
  ])('refuses %j', async (argv, code, message) => {
    await expect(compare(...argv)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

describe('conduct report with several runs', () => {
  it('has gates on its page, and their exit code', async () => {
    const page = path.join(folder, 'page.html');
    const gated = await answer('report', comparePage, ['--fail-if', 'value < -2%', '-o', page, '@old', '@new']);
    expect(gated.exitCode).toBe(1);
    expect(await readFile(page, 'utf8')).toMatch(/<h2>Gates.*failed.*&lt; -2 %/s);
    const alone = answer('report', comparePage, ['--fail-if', 'value < -2%', '-o', page, '@old']);
    await expect(alone).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining('a run to compare') });
  });
});
