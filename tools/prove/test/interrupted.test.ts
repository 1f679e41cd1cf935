import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesOf, startProgram, waitUntil, whyNoLab } from '@conductor/lab';
import { expect, test } from 'vitest';

const PROVE = join(import.meta.dirname, '../prove.ts');

test('a prover that is ended by SIGTERM, twice, leaves no process and no file of its trials', async ({
  skip,
  onTestFinished,
}) => {
  const reason = whyNoLab();
  if (reason !== null) skip(reason);
  const folder = mkdtempSync(join(tmpdir(), 'conductor-prove-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const args = ['1', '--n', '1', '--json', join(folder, 'proof.json')];
  const env = { TMPDIR: folder, NODE_DISABLE_COMPILE_CACHE: '1' };
  await using prove = startProgram([process.execPath, PROVE, ...args], { on: null, cwd: folder, env });
  const alive = () => processesOf({ environment: `TMPDIR=${folder}` }).filter(({ pid }) => pid !== prove.pid);
  const what = 'a player of a trial runs';
  await waitUntil(() => alive().some(({ commandLine }) => commandLine.includes('player.js')), {
    what,
    limitMs: 60_000,
  });
  prove.kill('SIGTERM');
  prove.kill('SIGTERM');
  expect(await prove.ended).toMatchObject({ exitCode: 143, stderr: '' });
  expect(alive()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['proof.json']);
});
