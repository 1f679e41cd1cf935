import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { startFaultProxy, waitUntil } from '@conductor/lab';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { startTestBed } from '../src/test-bed.ts';
import { playerText } from '../src/test-files.ts';

/** What a host has before a test: a file of which a test puts another. */
function makeHost() {
  const folder = temporaryFolder();
  folder.write('pf.conf', 'block all\n');
  chmodSync(join(folder.path, 'pf.conf'), 0o640);
  return folder;
}

/** Every name below a folder, with mode and bytes. */
function snapshot(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = entry.isFile() ? readFileSync(path, 'latin1') : '';
      return `${path} ${(statSync(path).mode & 0o7777).toString(8)} ${createHash('sha256').update(text).digest('hex')}`;
    })
    .sort();
}

/** Files to put, beside the player files of a bed: one of some size, and a tree. */
function writeSources(bed: { readonly folder: string }): Buffer {
  const large = Buffer.alloc(3_000_017, 'conductor\0');
  mkdirSync(join(bed.folder, 'rules/deep'), { recursive: true });
  writeFileSync(join(bed.folder, 'rules/pf.conf'), 'pass all\n');
  writeFileSync(join(bed.folder, 'rules/large file'), large);
  writeFileSync(join(bed.folder, 'rules/deep/run.sh'), '#!/bin/sh\necho it runs\n');
  chmodSync(join(bed.folder, 'rules/deep/run.sh'), 0o755);
  writeFileSync(join(bed.folder, 'rules/deep/empty'), '');
  return large;
}

test('what is put is there in every trial, byte for byte, and afterwards the host is as it was', async () => {
  using host = makeHost();
  await using bed = await startTestBed({
    settings: ['trials: 2'],
    players: {
      dut: {
        startup: [`put1: rules/pf.conf -> ${host.path}/pf.conf`, `put2: rules -> ${host.path}/tree`],
        run: [
          `step1: cat ${host.path}/pf.conf; ${host.path}/tree/deep/run.sh; sha256sum <'${host.path}/tree/large file'`,
          `put2: rules/pf.conf -> ${host.path}/tree/pf.conf`,
          `put3: rules/deep/empty -> ${host.path}/tree/pf.conf`,
          `step4: wc -c <${host.path}/tree/pf.conf`,
        ],
      },
    },
  });
  const large = writeSources(bed);
  const before = snapshot(host.path);
  const { exitCode, stdout } = await bed.run();
  expect(exitCode, stdout).toBe(0);
  const digest = createHash('sha256').update(large).digest('hex');
  for (const trial of ['trial-001', 'trial-002']) {
    const out = (name: string) => readFileSync(join(bed.latest(), trial, name), 'utf8');
    expect(out('run/dut/01-step1.out')).toBe(`pass all\nit runs\n${digest}  -\n`);
    expect(out('run/dut/02-put2.out')).toContain('as it is');
    expect(out('run/dut/04-step4.out').trim()).toBe('0');
    expect(out('reset/dut/01-put-back.out')).toContain(`put ${host.path}/pf.conf back`);
  }
  expect(snapshot(host.path)).toEqual(before);
  // Both trials had the same files: they were brought once, and go with the run, which the player forgets once it has said that it is released.
  const runs = join(bed.folder, 'dut.state/runs');
  await waitUntil(() => readdirSync(runs).length === 0, { what: `nothing is left in ${runs}` });
});

test('a put that cannot be done fails its step with one sentence, and what is kept stays', async () => {
  using host = makeHost();
  await using bed = await startTestBed({
    players: {
      dut: {
        startup: [
          `put1: rules/pf.conf -> ${host.path}`,
          `put2 keep: rules/pf.conf -> ${host.path}/`,
          `put3: -rules/pf.conf -> ${host.path}/none/pf.conf`,
        ],
      },
    },
  });
  writeSources(bed);
  const { exitCode, stdout } = await bed.run();
  expect(exitCode).toBe(1);
  expect(stdout).toContain(`${host.path}: it is a folder; write a / behind it to put the file into it`);
  expect(readFileSync(join(host.path, 'pf.conf'), 'utf8')).toBe('pass all\n');
  expect(readdirSync(host.path)).toEqual(['pf.conf']);
});

test('what is not there to be put is found before anything is dialled', async () => {
  await using bed = await startTestBed({
    players: {
      dut: { startup: ['put1: none/pf.conf -> /tmp/pf.conf', 'put2: -> /tmp/a'], reset: ['put1: a -> /tmp/b'] },
    },
  });
  const { exitCode, stdout } = await bed.conduct('check', 'test.cfg').ended;
  expect(exitCode).toBe(2);
  expect(stdout).toContain('not-a-put');
  expect(stdout).toContain('put-in-reset');
  bed.write('dut.cfg', bed.read('dut.cfg').replace('put2: -> /tmp/a\n', '').replace('put1: a -> /tmp/b\n', ''));
  const again = await bed.conduct('check', 'test.cfg').ended;
  expect(again.exitCode).toBe(2);
  expect(again.stdout).toMatch(/dut.cfg:5:1: .*none\/pf.conf.*there is nothing of that name/);
});

test.each(['the player', 'the player, its guardian with it,'])(
  'when %s is killed after something was put, the host is as it was all the same',
  async (who) => {
    using host = makeHost();
    await using bed = await startTestBed({
      players: {
        dut: {
          startup: [`put1: rules -> ${host.path}/tree`, `put2: rules/pf.conf -> ${host.path}/pf.conf`],
          run: ['step1: echo running >../running; sleep 60'],
        },
      },
    });
    writeSources(bed);
    const before = snapshot(host.path);
    const run = bed.run();
    await bed.written('running', 'running');
    expect(snapshot(host.path)).not.toEqual(before);
    const player = bed.player('dut');
    if (who !== 'the player') await bed.shell(`pkill -KILL -f '[.]/guardian' -P ${player.pid}`).ended;
    player.kill('SIGKILL');
    // The next player waits for the guardian, or pays itself, before it listens.
    await bed.startPlayer('dut');
    expect(snapshot(host.path)).toEqual(before);
    expect((await run).exitCode).toBe(3);
  },
);

test('files whose bringing is cut again and again come whole, each time from where it was cut', async () => {
  using host = makeHost();
  const image = randomBytes(6_000_000);
  const startup = [`put1: image -> ${host.path}/image`, `step2: sha256sum <${host.path}/image`];
  await using bed = await startTestBed({ players: { dut: { startup } } });
  bed.write('image', image);
  const port = Number(/cmdport: (\d+)/.exec(bed.read('dut.cfg'))?.[1]);
  await using proxy = await startFaultProxy({ target: { host: '127.0.0.1', port } });
  // Nothing else says so much on one connection.
  proxy.set({ toServer: { cut: { kind: 'rst', afterBytes: 2_500_000 } } });
  // The proof of a token is for who is dialled.
  const token = (of: number) => join(bed.folder, 'conductor', `127.0.0.1-${of}.token`);
  copyFileSync(token(port), token(proxy.port));
  bed.write('dut.cfg', playerText(proxy.port, { startup }));
  expect(await bed.run()).toMatchObject({ exitCode: 0 });
  const out = readFileSync(join(bed.latest(), 'trial-001/startup/dut/02-step2.out'), 'utf8');
  expect(out).toBe(`${createHash('sha256').update(image).digest('hex')}  -\n`);
  // What was on its way when it was cut is sent again, and no more.
  const sent = proxy.connections.map(({ toServer }) => toServer.forwardedBytes);
  expect(sent.filter((bytes) => bytes === 2_500_000).length).toBeGreaterThanOrEqual(2);
  expect(proxy.forwardedBytes('toServer')).toBeLessThan(1.5 * image.length);
});

test('a player and its guardian that are killed in the middle of a put: the next player leaves the host as it was', async () => {
  using host = makeHost();
  const names = Array.from({ length: 100 }, (_, at) => `tree/${String(at).padStart(3, '0')}`);
  mkdirSync(join(host.path, 'tree'));
  for (const name of names.slice(20)) host.write(name, `old ${name}\n`);
  // However late the kill comes, the trial has not come to its end, nor to putting back.
  const phases = { startup: [`put1: tree -> ${host.path}/tree`], run: ['step1: sleep 1000'] };
  await using bed = await startTestBed({ players: { dut: phases } });
  mkdirSync(join(bed.folder, 'tree'));
  for (const name of names) bed.write(name, `new ${name}\n`);
  const before = snapshot(host.path);
  const run = bed.run();
  // Somewhere among the files, which the clock draws.
  const middle = names[10 + (Date.now() % 80)] ?? '';
  const isPut = () =>
    existsSync(join(host.path, middle)) && readFileSync(join(host.path, middle), 'utf8').startsWith('new');
  await waitUntil(isPut, { what: `${middle} is put` });
  const player = bed.player('dut');
  await bed.shell(`pkill -KILL -f '[.]/guardian' -P ${player.pid}`).ended;
  player.kill('SIGKILL');
  await bed.startPlayer('dut');
  expect(snapshot(host.path)).toEqual(before);
  expect((await run).exitCode).toBe(3);
});
