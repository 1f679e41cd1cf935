import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { livingHolder, tryLock } from '../../src/storage/state-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PROGRAM = join(import.meta.dirname, '../fixtures/takes-locks.ts');
const ROUNDS = 200;

/** A process that does what it is told, and answers in a line. */
async function startTaker() {
  const program = execa(process.execPath, ['--conditions=@conductor/source', PROGRAM], {
    stdin: 'pipe',
    buffer: false,
  });
  const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  const answer = async () => (await lines.next()).value as string | undefined;
  const tell = (line: string) => {
    program.stdin.write(`${line}\n`);
    return answer();
  };
  expect(await answer()).toBe('ready');
  return {
    tell,
    async [Symbol.asyncDispose]() {
      program.stdin.end();
      await program;
    },
  };
}

describe('the lock of a state folder', { timeout: 120_000 }, () => {
  it('of a dead player is taken by one alone of players that start at once, and nothing stays beside it', async () => {
    await using folder = await temporaryFolder();
    await using one = await startTaker();
    await using two = await startTaker();
    await using three = await startTaker();
    const takers = [one, two, three];
    const dead = JSON.stringify({ pid: process.pid, start: 'an-earlier-boot/1' });
    for (let round = 0; round < ROUNDS; round += 1) {
      const lock = join(folder.path, `lock-${round}`);
      writeFileSync(lock, dead);
      const answers = await Promise.all(takers.map((taker) => taker.tell(`take ${lock}`)));
      expect(answers.toSorted()).toEqual(['held', 'held', 'taken']);
      expect(readdirSync(folder.path)).toEqual([`lock-${round}`]);
      await Promise.all(takers.map((taker) => taker.tell('give')));
      expect(readdirSync(folder.path)).toEqual([]);
    }
  });

  it('is of nobody where there is none, and is told to be unreadable where it is', async () => {
    await using folder = await temporaryFolder();
    expect(livingHolder(join(folder.path, 'lock'))).toBe(null);
    expect(() => livingHolder(folder.path)).toThrow(
      expect.objectContaining({
        code: 'storage',
        message: expect.stringContaining(`the lock ${folder.path} cannot be read`),
      }),
    );
  });

  it('is left alone when it is given back after it was removed by hand and taken by another', async () => {
    await using folder = await temporaryFolder();
    const lock = join(folder.path, 'lock');
    const end = tryLock(lock);
    if (end.kind !== 'taken') throw new Error('it is free');
    writeFileSync(lock, 'of another');
    end.lock[Symbol.dispose]();
    expect(readdirSync(folder.path)).toEqual(['lock']);
  });
});
