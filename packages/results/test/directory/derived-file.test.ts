import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '@conductor/types';
import { expect, test } from 'vitest';
import { DerivedFile } from '../../src/directory/derived-file.ts';
import { runJson } from '../../src/directory/run-json.ts';
import { runResult } from '../../src/fold/run-result.ts';
import { emptyRun, type RunState } from '../../src/fold/run-state.ts';
import { foldRun } from '../../src/fold-run.ts';
import { RUN_STARTED } from '../support/any-events.ts';
import { temporaryFolder } from '../support/new-directory.ts';

/** A clock that goes on by so many seconds each time that it is read. */
function steppingClock(steps: readonly number[]): Clock {
  const left = steps.values();
  let seconds = 0;
  return {
    now: () => new Date(0),
    monotonicNs: () => {
      seconds += left.next().value ?? 0;
      return BigInt(seconds) * 1_000_000_000n;
    },
  };
}

function withProblems(count: number): RunState {
  const problems = Array.from({ length: count }, () => ({
    time: RUN_STARTED.time,
    kind: 'problem' as const,
    text: 'oh',
  }));
  return [RUN_STARTED, ...problems].reduce(foldRun, emptyRun());
}

async function stored(file: string): Promise<number> {
  return JSON.parse(await readFile(file, 'utf8')).problems.length;
}

test('a result that takes long to write is not written again at once, but when it must be', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'run.json');
  // Read when made, then before and after each writing (which takes 10 s), and once for each question.
  const result = new DerivedFile(file, steppingClock([0, 0, 0, 10, 100, 100, 0, 10, 50, 0, 10]));
  await result.save(() => runJson(withProblems(1)));
  expect(await stored(file)).toBe(1);
  await result.save(() => runJson(withProblems(2)));
  expect(await stored(file)).toBe(1);
  await result.save(() => runJson(withProblems(3)));
  expect(await stored(file)).toBe(3);
  await result.save(() => runJson(withProblems(4)));
  expect(await stored(file)).toBe(3);
  await result.saveNow(() => runJson(withProblems(5)));
  expect(await stored(file)).toBe(5);
});

test('a large result is written block by block, and is the result of the run', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'run.json');
  const state = withProblems(3);
  for (let trial = 1; trial <= 3000; trial += 1) {
    foldRun(state, { time: RUN_STARTED.time, kind: 'trial-started', trial: { caseName: '', trial } });
  }
  await new DerivedFile(file, steppingClock([])).saveNow(() => runJson(state));
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(runResult(state));
  expect((await readFile(file)).length).toBeGreaterThan(2 ** 21);
});

test('the very many files of a step are written one by one, and are the same result', async () => {
  await using folder = await temporaryFolder();
  const file = path.join(folder.path, 'run.json');
  const state = withProblems(1);
  const { time } = RUN_STARTED;
  const about = { time, kind: 'file-fetched', player: 'dut', trial: { caseName: '', trial: 1 } } as const;
  const named = { bytes: 1, mode: 0o600, modified: time, sha256: 'ab'.repeat(32) };
  for (let number = 1; number <= 3000; number += 1) {
    const step = { phase: 'run', index: 1, attempt: 1 } as const;
    const source = `/tmp/"files",${number}`;
    foldRun(state, { ...about, ...named, step, file: number, source, path: `files/${number}` });
  }
  await new DerivedFile(file, steppingClock([])).saveNow(() => runJson(state));
  const written = JSON.parse(await readFile(file, 'utf8'));
  expect(written).toEqual(runResult(state));
  expect(JSON.stringify(written)).toContain('files/3000');
});

test('a result that cannot be written is said by its path, and the next one is written', async () => {
  await using folder = await temporaryFolder();
  const missing = path.join(folder.path, 'missing', 'run.json');
  const result = new DerivedFile(missing, steppingClock([]));
  await expect(result.saveNow(() => runJson(withProblems(1)))).rejects.toMatchObject({
    code: 'storage',
    message: expect.stringContaining(missing),
  });
  await writeFile(path.join(folder.path, 'run.json.new'), 'left by a crash');
  const good = new DerivedFile(path.join(folder.path, 'run.json'), steppingClock([]));
  await good.saveNow(() => runJson(withProblems(2)));
  expect(await stored(path.join(folder.path, 'run.json'))).toBe(2);
});
