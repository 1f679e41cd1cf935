import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type ConductorError,
  DEFAULT_SETTINGS,
  type PlayerPlan,
  type RunEvent,
  type Settings,
  type Test,
} from '@conductor/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunTestOptions, runTest } from '../src/run-test.ts';
import { planOf } from './facts.ts';
import { listenAsPlayer, type SocketPlayer } from './socket-player.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'conductor-'));
});
// A player that was cut off may have a write under way, which makes a folder "not empty" while it is removed.
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 }));

function testOf(players: readonly PlayerPlan[], settings: Partial<Settings> = {}): Test {
  const all = { ...DEFAULT_SETTINGS, results: path.join(folder, 'results'), ...settings };
  return { name: 'throughput', file: 'throughput.cfg', trials: 1, settings: all, players, metrics: [], checks: [] };
}

function run(test: Test, options: RunTestOptions = {}, signal?: AbortSignal) {
  return runTest(test, { tokenFolders: [folder], timing: { waitPlayersMs: 0 }, ...options }, signal);
}

describe('a run over real connections', () => {
  it('takes two players through all phases, and leaves a run directory', async () => {
    await using dut = await listenAsPlayer('dut', folder);
    await using sink = await listenAsPlayer('sink', folder);
    const { directory, result } = await run(testOf([dut.plan, sink.plan]));
    expect(dut.model.diary).toEqual(
      ['startup', 'run', 'collect', 'reset'].flatMap((phase) => [`began ${phase}`, `ended ${phase}`]),
    );
    expect(sink.model.isFree).toBe(true);
    expect(result.problems).toEqual([]);
    expect(result.trials[0]?.resets).toMatchObject([{ state: 'paid' }, { state: 'paid' }]);
    expect(JSON.parse(await readFile(path.join(directory, 'run.json'), 'utf8'))).toEqual(result);
    expect(path.relative(folder, directory)).toMatch(/^results\/throughput\/\d{8}T\d{6}Z-[a-z0-9]{4}$/);
  });

  it.each([
    ['very many players have one connection each, for two trials', 33, 1],
    ['few players have another for the results of each trial', 2, 3],
  ])('%s', async (_, count, connections) => {
    const players: SocketPlayer[] = [];
    try {
      for (let place = 1; place <= count; place += 1) players.push(await listenAsPlayer(`p${place}`, folder));
      const { result } = await run({ ...testOf(players.map(({ plan }) => plan)), trials: 2 });
      expect(result.problems).toEqual([]);
    } finally {
      for (const player of players) await player[Symbol.asyncDispose]();
    }
    for (const { callers } of players) {
      expect(callers).toHaveLength(3);
      expect(new Set(callers).size).toBe(connections);
    }
  });

  it('waits for a player that is started later', async () => {
    const before = await listenAsPlayer('dut', folder);
    await before[Symbol.asyncDispose]();
    const later = Promise.withResolvers<Promise<SocketPlayer>>();
    const onEvent = ({ kind }: RunEvent) => {
      if (kind === 'player-awaited') later.resolve(listenAsPlayer('dut', folder, {}, before.plan.port));
    };
    const { result } = await run(testOf([before.plan]), { timing: { waitPlayersMs: 10_000 }, onEvent });
    await using dut = await later.promise;
    expect(result.problems).toEqual([]);
    expect(dut.model.diary.at(-1)).toBe('ended reset');
  });

  it('starts nothing when a player is not there, and says where it looked', async () => {
    await using dut = await listenAsPlayer('dut', folder);
    const { exitCode, result } = await run(testOf([dut.plan, planOf('sink', '127.0.0.1', 1)]));
    expect(exitCode).toBe(3);
    expect(result.problems[0]).toMatch(
      /player "sink" at 127\.0\.0\.1:1 refused the connection; is the player of "sink" running there\?/,
    );
    expect(dut.model.diary).toEqual([]);
  });

  it('says what answers where a player was expected', async () => {
    await using server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end('SSH-2.0-OpenSSH_9.2\r\n', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { exitCode, result } = await run(testOf([planOf('dut', '127.0.0.1', port)]));
    expect(exitCode).toBe(3);
    expect(result.problems[0]).toMatch(/is an ssh server, not a player; is \d+ the right cmdport\?/);
  });

  it('starts nothing when a player is busy, and names the holder', async () => {
    await using dut = await listenAsPlayer('dut', folder, { isBusy: true });
    const { exitCode, result } = await run(testOf([dut.plan]));
    expect(exitCode).toBe(5);
    expect(result.problems[0]).toMatch(/is held by run 20261123T231500Z-k3f9 of ann@lab \(pid 4711\), since /);
  });

  it('refuses a player of another user of this host', async () => {
    await using dut = await listenAsPlayer('dut', folder);
    const { exitCode } = await run(testOf([dut.plan]), { tokenFolders: [path.join(folder, 'elsewhere')] });
    expect(exitCode).toBe(6);
  });

  it('refuses to talk beyond this host without --insecure-network', async () => {
    const { exitCode, result } = await run(testOf([planOf('dut', '192.0.2.1', 6970)]));
    expect(exitCode).toBe(6);
    expect(result.problems[0]).toMatch(/--insecure-network/);
  });

  it('stops and resets when it is interrupted', async () => {
    await using dut = await listenAsPlayer('dut', folder, { stepsMs: { startup: 1, run: null, collect: 1, reset: 1 } });
    const interruption = new AbortController();
    const onEvent = (event: RunEvent) => {
      if (event.kind === 'phase-started' && event.phase === 'run') interruption.abort('SIGTERM');
    };
    const { exitCode } = await run(testOf([dut.plan]), { onEvent }, interruption.signal);
    expect(exitCode).toBe(143);
    expect(dut.model.diary.at(-1)).toBe('ended reset');
  });

  it('loses a player whose connections are cut and do not come back, and resets the others', async () => {
    const forever = { stepsMs: { startup: 1, run: null, collect: 1, reset: 1 } };
    await using dut = await listenAsPlayer('dut', folder, forever);
    const sink = await listenAsPlayer('sink', folder, forever);
    const onEvent = (event: RunEvent) => {
      if (event.kind === 'phase-started' && event.phase === 'run')
        setTimeout(() => void sink[Symbol.asyncDispose](), 50);
    };
    const gone = { ...sink.plan, phases: { ...sink.plan.phases, reset: [] } };
    const { exitCode, result } = await run(testOf([dut.plan, gone], { leaseMs: 4_000, killGraceMs: 0 }), { onEvent });
    expect(exitCode).toBe(3);
    expect(result.players.map(({ lost }) => lost)).toEqual([
      null,
      expect.stringMatching(/sink.* lease of 4 s is over/),
    ]);
    expect(dut.model.diary.at(-1)).toBe('ended reset');
  });

  it('is refused where no run directory can be made', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const test = testOf([planOf('dut', '127.0.0.1', 1)], { results: path.join(folder, 'file') });
    await expect(run(test)).rejects.toThrow(
      expect.objectContaining({ code: 'storage' } satisfies Partial<ConductorError>),
    );
  });
});
