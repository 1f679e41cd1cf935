import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../src/free-port.ts';
import { installedPackages, installPacked, packTarballs, type Tarballs } from '../src/install-packed.ts';
import { PROGRAMS } from '../src/programs.ts';
import { startPlayer } from '../src/start-player.ts';
import type { TemporaryFolder } from '../src/temporary-folder.ts';

const INSTALL_LIMIT_MS = 120_000;

let tarballs: Tarballs;
beforeAll(async () => {
  tarballs = await packTarballs();
}, INSTALL_LIMIT_MS);
afterAll(() => tarballs[Symbol.dispose]());

const ours = (folder: string) => installedPackages(folder).filter((name) => name.startsWith('@conductor/'));

describe('the player, installed alone', () => {
  let machine: TemporaryFolder;
  beforeAll(async () => {
    machine = await installPacked(['types', 'protocol', 'config', 'player'].map(tarballs.of));
  }, INSTALL_LIMIT_MS);
  afterAll(() => machine[Symbol.dispose]());

  const player = () => join(machine.path, 'node_modules/.bin/player');

  test('brings what it needs and nothing of the conductor', () => {
    expect(ours(machine.path)).toEqual([
      '@conductor/config',
      '@conductor/player',
      '@conductor/protocol',
      '@conductor/types',
    ]);
  });

  test('says its version', async () => {
    const { stdout } = await execa(player(), ['--version'], { cwd: machine.path });
    expect(stdout).toMatch(/\b\d+\.\d+\.\d+\b/);
  });

  test('starts, and a conductor runs a test on it', async () => {
    const port = await freePort();
    machine.write('host.cfg', `[Coordinator]\nplayer: 127.0.0.1\ncmdport: ${port}\n[Run]\nstep1: echo hello\n`);
    const file = machine.write('test.cfg', '[Test]\ntrials: 1\n[Players]\nhost: host.cfg\n');
    const env = { XDG_RUNTIME_DIR: machine.path, XDG_STATE_HOME: join(machine.path, 'state') };
    await using running = await startPlayer({ program: player(), args: ['host.cfg'], cwd: machine.path, env });
    expect(running.line).toContain(String(port));
    const results = join(machine.path, 'results');
    const run = await execa(PROGRAMS.conduct, ['run', file, '--results', results], { env, reject: false, all: true });
    expect({ exitCode: run.exitCode, printed: run.all }).toMatchObject({ exitCode: 0 });
    const output = join(results, 'latest/trial-001/run/host/01-step1.out');
    expect(readFileSync(output, 'utf8')).toBe('hello\n');
  });
});

describe('the conductor, installed', () => {
  let machine: TemporaryFolder;
  beforeAll(async () => {
    machine = await installPacked(['types', 'protocol', 'config', 'results', 'report', 'conductor'].map(tarballs.of));
  }, INSTALL_LIMIT_MS);
  afterAll(() => machine[Symbol.dispose]());

  test('runs a test, and measures it in a thread that its package has with it', async () => {
    const port = await freePort();
    machine.write('host.cfg', `[Coordinator]\nplayer: 127.0.0.1\ncmdport: ${port}\n[Run]\nstep1: echo rate 94.5\n`);
    const measured = '[Metrics]\nrate: host/step1 regex /rate (\\S+)/ Mbit/s\n[Checks]\nrate: each == 94.5 Mbit/s\n';
    machine.write('test.cfg', `[Test]\ntrials: 1\n[Players]\nhost: host.cfg\n${measured}`);
    const env = { XDG_RUNTIME_DIR: machine.path, XDG_STATE_HOME: join(machine.path, 'state') };
    const player = { program: PROGRAMS.player, args: ['host.cfg'], cwd: machine.path, env };
    await using _running = await startPlayer(player);
    const conduct = join(machine.path, 'node_modules/.bin/conduct');
    const run = await execa(conduct, ['test.cfg'], { cwd: machine.path, env, reject: false, all: true });
    expect(run.all).toContain('passed: rate: each == 94.5 Mbit/s: 94.5 Mbit/s');
    expect(run.exitCode).toBe(0);
  });
});

describe('config, installed alone', () => {
  let machine: TemporaryFolder;
  beforeAll(async () => {
    machine = await installPacked(['types', 'config'].map(tarballs.of));
  }, INSTALL_LIMIT_MS);
  afterAll(() => machine[Symbol.dispose]());

  test('has no gRPC and no other package of ours in its tree', () => {
    expect(ours(machine.path)).toEqual(['@conductor/config', '@conductor/types']);
    expect(installedPackages(machine.path).filter((name) => /grpc|proto/.test(name))).toEqual([]);
  });

  test('turns texts into a test', async () => {
    const script = machine.write(
      'read.js',
      `import { parseTest } from '@conductor/config';
      const host = { path: 'host.cfg', text: '[Coordinator]\\nplayer: 10.0.0.5\\ncmdport: 6970\\n[Run]\\nstep1: true\\n' };
      const { test } = parseTest({
        test: { path: 'test.cfg', text: '[Test]\\ntrials: 3\\n[Workers]\\nhost: host.cfg\\n' },
        players: new Map([['host.cfg', host]]),
      });
      console.log(test.trials, test.players[0].name);`,
    );
    const { stdout } = await execa('node', [script], { cwd: machine.path });
    expect(stdout).toBe('3 host');
  });
});
