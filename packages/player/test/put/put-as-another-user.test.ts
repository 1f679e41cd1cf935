import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHASES, type PutStep } from '@conductor/types';
import { expect, it } from 'vitest';
import { phases, step } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { digest, heldPlayer } from './held-player.ts';

/** The user that owns nothing. */
const NOBODY = 65_534;
const BYTES = Buffer.from('pass all\n');

it('what steps of another user put is that user’s, goes where that user may write, and the file of somebody else is back afterwards', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('missing: root, to become somebody else');
  await using host = await temporaryFolder();
  chmodSync(host.path, 0o755);
  const at = (name: string) => join(host.path, name);
  for (const [name, mode] of [
    ['open', 0o777],
    ['closed', 0o755],
  ] as const) {
    mkdirSync(at(name));
    chmodSync(at(name), mode);
    writeFileSync(at(`${name}/pf.conf`), 'block all\n', { mode: 0o640 });
  }
  const before = lstatSync(at('open/pf.conf'));
  await using state = await temporaryFolder();
  await using held = await heldPlayer(state.path, { runAs: 'nobody' });
  const { driver } = held;
  await using call = await held.deliver();
  const sha256 = digest(BYTES);
  await call.send(held.offer({ sha256, size: BYTES.length }));
  await call.send({ kind: 'file-piece', sha256, offset: 0, data: BYTES });
  const replies = call.frames[Symbol.asyncIterator]();
  expect([(await replies.next()).value?.kind, (await replies.next()).value?.kind]).toEqual([
    'files-lacking',
    'files-held',
  ]);

  const putTo = (index: number, path: string): PutStep => {
    const items = [{ kind: 'file', path, mode: 0o600, size: BYTES.length, sha256 }] as const;
    return { ...step(index, 'put', path), kind: 'put', source: '/a', target: path, keep: false, items };
  };
  const run = [putTo(1, at('open/pf.conf')), putTo(2, at('closed/pf.conf'))];
  await driver.loadTrial(phases({ run, reset: [step(1, 'put-back')] }));
  await driver.collect();
  await driver.perform('startup');
  await driver.start('run');
  expect((await driver.hear('steps-done')).failedCount).toBe(1);
  const put = lstatSync(at('open/pf.conf'));
  expect([put.uid, put.mode & 0o777, readFileSync(at('open/pf.conf'), 'utf8')]).toEqual([NOBODY, 0o600, 'pass all\n']);
  expect(readFileSync(at('closed/pf.conf'), 'utf8')).toBe('block all\n');
  await driver.end('run');
  for (const phase of PHASES.slice(2)) expect(await driver.perform(phase)).toBe(0);
  expect(await driver.close()).toBe('paid');
  await driver.collectedAll();
  expect(String(driver.collected.output('run', 2, 'err'))).toContain(`${at('closed/pf.conf')}: it cannot be written`);
  const { ino, uid, mode } = lstatSync(at('open/pf.conf'));
  expect({ ino, uid, mode }).toEqual({ ino: before.ino, uid: before.uid, mode: before.mode });
  expect(['open', 'closed'].map((name) => readdirSync(at(name)))).toEqual([['pf.conf'], ['pf.conf']]);
});
