import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runPlayer, startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const TIMEOUT_MS = 120_000;

describe('player, when it cannot begin', { timeout: TIMEOUT_MS }, () => {
  it.each<[string, readonly string[], string]>([
    ['nothing is said', [], 'expected a player file, or -b or -p'],
    [
      'the log file cannot be opened',
      ['-l', '/no/such/folder/log', '-b', '127.0.0.1', '-p', '0'],
      '/no/such/folder/log',
    ],
    ['the state folder cannot be used', ['--state-dir', '/proc/state', '-b', '127.0.0.1', '-p', '0'], '--state-dir'],
    ['the address is open to others', ['-b', '0.0.0.0', '-p', '0'], '--insecure-network'],
  ])('because %s, says so and exits 2', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await runPlayer(args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([exitCode, stdout]).toEqual([2, '']);
  });

  it('because its port is in use, names the port', async () => {
    await using folder = await temporaryFolder();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    const { exitCode, stderr } = await runPlayer([
      '-b',
      '127.0.0.1',
      '-p',
      port,
      '--state-dir',
      join(folder.path, 'state'),
    ]);
    server.close();
    expect(exitCode).toBe(2);
    expect(stderr).toContain(port);
  });

  it('because another player uses its state folder, names that player', async () => {
    await using player = await startPlayerProcess();
    const { exitCode, stderr } = await runPlayer(['-b', '127.0.0.1', '-p', '0', '--state-dir', player.stateFolder]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(String(player.pid));
  });
});

describe('player', { timeout: TIMEOUT_MS }, () => {
  it('listens where its file says, and tells where that is', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'dut.cfg');
    await writeFile(file, '[Coordinator]\nplayer: localhost\ncmdport: 6970\nconductor: 127.0.0.1\n');
    await using player = await startPlayerProcess([file]);
    expect(player.line).toMatch(/^player listening on 127\.0\.0\.1:\d+ \(user \S+, containment \S+\)$/);
  });

  it('prints its version', async () => {
    const { exitCode, stdout } = await runPlayer(['--version']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^player \d+\.\d+\.\d+$/);
  });

  it('takes what the environment says where the command line is silent', async () => {
    const { exitCode, stderr } = await runPlayer(['-b', '127.0.0.1', '-p', '0'], {
      PLAYER_STATE_DIR: '/proc/from-environment',
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('/proc/from-environment');
  });

  it('ends with 0 when it is told to', async () => {
    await using player = await startPlayerProcess();
    player.kill('SIGTERM');
    expect(await player.ended).toMatchObject({ exitCode: 0 });
  });

  it('writes what happens to its log file', async () => {
    await using folder = await temporaryFolder();
    const log = join(folder.path, 'player.log');
    await using player = await startPlayerProcess(['-l', log]);
    player.kill('SIGINT');
    await player.ended;
    const text = await readFile(log, 'utf8');
    expect(text).toMatch(/^\d{4}-\d\d-\d\dT.* player listening on /);
    expect(text).toContain('SIGINT');
  });

  it('says that it is insecure where it listens to others', async (context) => {
    const other = Object.values(networkInterfaces())
      .flatMap((all = []) => all)
      .find(({ internal, family }) => !internal && family === 'IPv4');
    if (!other) return context.skip('missing: an address that is not loopback');
    await using player = await startPlayerProcess(['-b', other.address, '--insecure-network']);
    expect(player.line).toContain(other.address);
    player.kill('SIGTERM');
    expect((await player.ended).stderr).toContain('INSECURE');
  });
});
