import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the output of a step', () => {
  it('comes home byte for byte: binary, NUL, invalid UTF-8, terminal escapes, without an end of line', async () => {
    await using folder = await temporaryFolder();
    const bytes = Buffer.concat([randomBytes(300_000), Buffer.from([0, 0xff, 0xfe, 0x1b, 0x5b, 0x32, 0x4a])]);
    const file = join(folder.path, 'bytes');
    await writeFile(file, bytes);
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps(`cat ${file}`, `cat ${file} >&2`, 'printf x', 'true') });
    await driver.perform('run');
    const { collected } = driver;
    expect(collected.output('run', 1).equals(bytes)).toBe(true);
    expect(collected.output('run', 2, 'err').equals(bytes)).toBe(true);
    expect(collected.output('run', 3).toString()).toBe('x');
    expect(collected.ends.get('run/4/1/out/0')).toMatchObject({ bytes: 0, failure: null });
  });

  it('is told of, and goes on in a new generation, when the command truncates it', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('echo a; echo b >/dev/stdout; echo c', 'echo x | tee /dev/stderr >/dev/null') });
    await driver.perform('run');
    const { collected } = driver;
    expect(collected.output('run', 1, 'out', 1).toString()).toBe('b\nc\n');
    expect(collected.output('run', 2, 'err', 1).toString()).toBe('x\n');
    expect(collected.remarks()).toEqual([
      expect.stringContaining('output-rewound: the command re-opened and truncated its own standard output'),
      expect.stringContaining('standard error'),
    ]);
    expect(collected.journal().filter(({ kind }) => kind === 'output-rewound')).toHaveLength(2);
  });

  it('keeps what was collected before, when it is truncated later', async () => {
    await using folder = await temporaryFolder();
    const seen = join(folder.path, 'seen');
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const waits = `until [ -e ${seen} ]; do sleep 0.02; done`;
    await driver.load({ run: steps(`echo before; ${waits}; echo after >/dev/stdout; echo more`) });
    await driver.start('run');
    while (driver.collected.output('run', 1).length === 0) await driver.collected.grown();
    await writeFile(seen, '');
    await driver.hear('steps-done');
    await driver.end('run');
    expect(driver.collected.output('run', 1, 'out', 0).toString()).toBe('before\n');
    expect(driver.collected.output('run', 1, 'out', 1).toString()).toBe('after\nmore\n');
  });

  it('is found to be truncated again, and again', async () => {
    await using folder = await temporaryFolder();
    const seen = join(folder.path, 'seen');
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const turn = (at: number) => `until [ -e ${seen}.${at} ]; do sleep 0.02; done; : >/dev/stdout; echo ${at}`;
    await driver.load({ run: steps(`echo begin with much; ${turn(1)}; echo and more; ${turn(2)}`) });
    await driver.start('run');
    for (const [generation, at] of [
      [0, 1],
      [1, 2],
    ] as const) {
      while (driver.collected.output('run', 1, 'out', generation).length < 8) await driver.collected.grown();
      await writeFile(`${seen}.${at}`, '');
    }
    await driver.hear('steps-done');
    await driver.end('run');
    expect(driver.collected.output('run', 1, 'out', 2).toString()).toBe('2\n');
    expect(driver.collected.remarks()).toHaveLength(1);
  });

  it('is not truncated where pipes stand between', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load(
      { run: steps('echo a; echo b >/dev/stdout; echo c; echo d | tee /dev/stderr') },
      { capture: 'pipe' },
    );
    await driver.perform('run');
    expect(driver.collected.output('run', 1).toString()).toBe('a\nb\nc\nd\n');
    expect(driver.collected.output('run', 1, 'err').toString()).toBe('d\n');
    expect(driver.collected.remarks()).toEqual([]);
  });
});
