import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findRun, latestRun } from '../../src/directory/find-run.ts';
import { RunDirectory } from '../../src/run-directory.ts';
import { newRun, temporaryFolder } from '../support/new-directory.ts';
import { plan, sampleTest } from '../support/sample-test.ts';

test('a run is found as the latest, by its id, by the latest of its test, and by its path', async () => {
  await using folder = await temporaryFolder();
  const root = path.join(folder.path, 'results');
  const test = sampleTest([plan('dut', {})]);
  const old = await RunDirectory.create({ ...newRun(root, test), runId: 'old' });
  await old.close();
  const other = await RunDirectory.create({ ...newRun(root, { ...test, name: 'other test' }), runId: 'new' });
  await other.close();
  expect(await latestRun(root)).toBe(other.path);
  expect(await findRun(root, 'latest')).toBe(other.path);
  expect(await findRun(root, 'old')).toBe(old.path);
  expect(await findRun(root, 'sample/latest')).toBe(old.path);
  expect(await findRun(root, old.path)).toBe(old.path);
  expect(await findRun('/nowhere', other.path)).toBe(other.path);
});

test('a run that is not there is said, with what could be said instead', async () => {
  await using folder = await temporaryFolder();
  await mkdir(path.join(folder.path, 'sample'));
  await expect(findRun(folder.path, 'no-such-run')).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(/no run "no-such-run" in .*expected latest, a run id .* or the path/),
  });
  await expect(latestRun(path.join(folder.path, 'missing'))).rejects.toMatchObject({ code: 'usage' });
});
