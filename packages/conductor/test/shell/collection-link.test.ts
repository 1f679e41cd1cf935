import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dialControl, type Road } from '@conductor/protocol';
import { RunDirectory } from '@conductor/results';
import { PHASES, systemClock, Turnstile } from '@conductor/types';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CourseEvent } from '../../src/course/course-event.ts';
import { MOST_AT_ONCE } from '../../src/course/dialling.ts';
import { CollectionLink } from '../../src/shell/collection-link.ts';
import { Quiet } from '../../src/shell/quiet.ts';
import { EMPTY_TEST } from '../empty-run.ts';
import { planOf, RUN_ID } from '../facts.ts';
import { listenAsPlayer } from '../socket-player.ts';

const NEVER = new AbortController().signal;
const TRIAL = { caseName: '', trial: 1 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conductor-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 }));

it('of very many players, those that are out of reach keep nobody waiting whose connection stands again', async () => {
  await using silent = await listenSilently();
  await using dut = await listenAsPlayer('dut', folder);
  const unreachable = Array.from({ length: MOST_AT_ONCE }, (_, at) => planOf(`lost${at}`, '127.0.0.1', silent.port));
  const players = [dut.plan, ...unreachable];
  const said = { conductor: 'ann@lab', version: '0.0.0', insecure: false, runId: RUN_ID };
  const test = { ...EMPTY_TEST, players };
  const directory = await RunDirectory.create({ root: folder, test, sources: [], phases: PHASES, ...said });
  const dialling = {
    self: said.conductor,
    version: said.version,
    insecureNetwork: false,
    tokenFolders: [folder],
    timing: { greetingMs: 600_000 },
  };
  const began = Promise.withResolvers<string>();
  const tell = (event: CourseEvent) => event.kind === 'collection-began' && began.resolve(event.player);
  const run = { runId: RUN_ID, epoch: 1 };
  const more = { clock: systemClock, putFiles: () => [], putSources: new Map(), tell };
  const stage = { run, players, directory, dialling, ...more };
  const turnstiles = { turnstile: new Turnstile(MOST_AT_ONCE), outOfReach: new Turnstile(MOST_AT_ONCE) };
  const rules = { quiet: new Quiet(), ...turnstiles };
  let road: Road | null = null;
  const lost = unreachable.map((plan) => new CollectionLink(stage, plan, () => null, rules));
  const cut = new CollectionLink(stage, dut.plan, () => road, rules);
  const collecting = [...lost, cut].map((link) => link.collect(TRIAL));
  await silent.crowded(MOST_AT_ONCE);
  await using control = await dialControl(
    { name: 'dut', host: '127.0.0.1', port: dut.plan.port },
    { ...dialling, load: { kind: 'shared' } },
    NEVER,
  );
  road = control.road;
  expect(await began.promise).toBe('dut');
  for (const link of [...lost, cut]) link.abandon();
  await Promise.all(collecting);
});

/** Takes connections, and says nothing on them. */
async function listenSilently() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** Resolves when so many connections have come. */
    async crowded(count: number): Promise<void> {
      while (sockets.length < count) await once(server, 'connection');
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
