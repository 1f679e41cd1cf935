import { createHash, randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type FaultProxy, startFaultProxy } from '@conductor/lab';
import type { FileResult, RunResult } from '@conductor/types';
import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';
import { playerText } from '../src/test-files.ts';

const MB = 1_000_000;

/** A bed whose player is dialled through a proxy, and fetches a file of random bytes. */
async function startCutBed(settings: readonly string[]) {
  const bed = await startTestBed({ players: { dut: {} }, settings });
  const image = randomBytes(16 * MB);
  bed.write('image', image);
  const port = Number(/cmdport: (\d+)/.exec(bed.read('dut.cfg'))?.[1]);
  const proxy = await startFaultProxy({ target: { host: '127.0.0.1', port } });
  // The proof of a token is for who is dialled.
  const token = (of: number) => join(bed.folder, 'conductor', `127.0.0.1-${of}.token`);
  copyFileSync(token(port), token(proxy.port));
  bed.write('dut.cfg', playerText(proxy.port, { collect: [`fetch1: ${bed.folder}/image`] }));
  return { bed, proxy, image };
}

/** Whole and right, for at most so many bytes on the way. */
function expectWhole(directory: string, image: Buffer, proxy: FaultProxy, mostBytes: number): void {
  const { path, sha256 } = fetchedIn(directory);
  expect(sha256).toBe(createHash('sha256').update(image).digest('hex'));
  expect(readFileSync(join(directory, path)).equals(image)).toBe(true);
  expect(proxy.forwardedBytes('toClient')).toBeLessThan(mostBytes);
}

function fetchedIn(directory: string): FileResult {
  const result: RunResult = JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8'));
  const collect = result.trials[0]?.phases.find(({ phase }) => phase === 'collect');
  const [file] = collect?.players[0]?.steps[0]?.files ?? [];
  if (file === undefined) throw new Error(`nothing was fetched: ${JSON.stringify(collect)}`);
  return file;
}

test('a file whose bringing is cut again and again comes whole, each time from where it was cut', async () => {
  const { bed, proxy, image } = await startCutBed([]);
  await using _bed = bed;
  await using _proxy = proxy;
  // Nothing else says so much on one connection.
  proxy.set({ toClient: { cut: { kind: 'fin', afterBytes: 6 * MB } } });
  expect(await bed.run()).toMatchObject({ exitCode: 0 });
  expect(proxy.connections.filter(({ toClient }) => toClient.forwardedBytes === 6 * MB).length).toBeGreaterThan(1);
  // That it comes at all says so: no connection brings 16 MB. What was on its way at a cut is sent again.
  expectWhole(bed.latest(), image, proxy, 3 * image.length);
  expect((await bed.conduct('verify').ended).stdout).toContain('all as it was collected: 2 files');
});

test('a collector that is killed in the middle of a file is gone on from by the next', async () => {
  const { bed, proxy, image } = await startCutBed(['collector: external', 'lease: 30']);
  await using _bed = bed;
  await using _proxy = proxy;
  // So slow that it is in the middle for as long as a kill takes.
  proxy.set({ toClient: { bytesPerSecond: 16 * MB } });
  const conduct = bed.conduct('run', 'test.cfg');
  const line = await conduct.lines.find((said) => /^ {2}collector test\.cfg /.test(said));
  const words = line.trim().split(' ').slice(1);
  const first = bed.collector(...words);
  await proxy.forwarded('toClient', 8 * MB);
  first.kill('SIGKILL');
  await first.ended;
  const second = bed.collector(...words);
  expect(await second.ended).toMatchObject({ exitCode: 0 });
  expect(await conduct.ended).toMatchObject({ exitCode: 0 });
  expectWhole(join(bed.folder, 'results-collected', 'latest'), image, proxy, 1.5 * image.length);
});

test('of a sparse file of 1 GB only its data goes over the network and onto the disk', async () => {
  const { bed, proxy } = await startCutBed([]);
  await using _bed = bed;
  await using _proxy = proxy;
  const data = randomBytes(MB / 4);
  writeSparse(join(bed.folder, 'image'), data);
  expect(await bed.run()).toMatchObject({ exitCode: 0 });
  const { path, bytes, occupiedBytes } = fetchedIn(bed.latest());
  const { size, blocks } = statSync(join(bed.latest(), path));
  expect([size, blocks * 512]).toEqual([bytes, occupiedBytes]);
  expect(bytes).toBe(1000 * MB);
  expect(occupiedBytes).toBeLessThan(2 * MB);
  expect(proxy.forwardedBytes('toClient')).toBeLessThan(2 * MB);
});

/** Four pieces of data in 1 GB, none of them at its end. */
function writeSparse(file: string, data: Buffer): void {
  const descriptor = openSync(file, 'w');
  for (const at of [0, 123, 456, 789]) writeSync(descriptor, data, 0, data.length, at * MB);
  ftruncateSync(descriptor, 1000 * MB);
  closeSync(descriptor);
}
