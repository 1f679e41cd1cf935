import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/finding.ts';
import { smallDisk } from '../guardian/support/small-disk.ts';
import { plantRun } from '../spool/planted-run.ts';
import { runPlayer, startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const NAMES = [
  'user',
  'address',
  'who commands',
  'certificate',
  'containment',
  'processes',
  'state folder',
  'audit',
  'disk',
  'reserve',
  'Reset',
  'results',
  'clock',
  'time',
  'Node.js',
  'shell',
  'programs',
];

/** Asks a doctor about a player on a free port, unless told otherwise. */
async function ask(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { exitCode, stdout, stderr } = await runPlayer(['doctor', '-p', '0', '--format', 'json', ...args], env);
  const { findings }: { findings: readonly Finding[] } = stdout === '' ? { findings: [] } : JSON.parse(stdout);
  const found = (name: string) => findings.find((finding) => finding.name === name);
  return { exitCode, stderr, findings, found };
}

describe('player doctor', () => {
  it('has a line for each thing, in words, and changes nothing', async () => {
    await using folder = await temporaryFolder();
    const stateFolder = join(folder.path, 'deep', 'state');
    const { exitCode, stdout } = await runPlayer(['doctor', '-b', '127.0.0.1', '-p', '0', '--state-dir', stateFolder]);
    const lines = stdout.split('\n').filter((line) => /^(green|yellow|red) /.test(line));
    expect(lines.map((line) => line.split(/ {2,}/)[1])).toEqual(NAMES);
    expect(stdout).toMatch(/\n0 red, \d+ yellow, \d+ green$/);
    expect(exitCode).toBe(0);
    expect(existsSync(join(folder.path, 'deep'))).toBe(false);
  });

  it('needs to know which player is meant', async () => {
    const { exitCode, stderr } = await runPlayer(['doctor']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('expected a player file, or -b or -p')]);
  });

  it('is red where another program listens, and green where the player itself does', async () => {
    await using folder = await temporaryFolder();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    const taken = await ask(['-b', '127.0.0.1', '-p', port, '--state-dir', join(folder.path, 'state')]);
    server.close();
    expect(taken.exitCode).toBe(1);
    expect(taken.found('address')).toMatchObject({ level: 'red', text: expect.stringContaining(`${port} is in use`) });
    await using player = await startPlayerProcess();
    const own = await ask(['-b', '127.0.0.1', '-p', String(player.port), '--state-dir', player.stateFolder]);
    expect(own.found('address')).toMatchObject({ level: 'green', text: expect.stringContaining(String(player.pid)) });
    expect(own.exitCode).toBe(0);
  });

  it('is red where it cannot be told who uses the state folder, and says the rest all the same', async () => {
    await using folder = await temporaryFolder();
    mkdirSync(join(folder.path, 'lock'));
    const { exitCode, found } = await ask(['-b', '127.0.0.1', '-p', '0', '--state-dir', folder.path]);
    expect(found('state folder')).toMatchObject({
      level: 'red',
      text: expect.stringContaining(`the lock ${join(folder.path, 'lock')} cannot be read`),
    });
    expect(found('audit')).toBeDefined();
    expect(exitCode).toBe(1);
  });

  it('is red where the file is of another host, and says the rest all the same', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'dut.cfg');
    await writeFile(file, '[Coordinator]\nplayer: 192.0.2.1\ncmdport: 6970\n');
    const { exitCode, found, findings } = await ask([file, '--state-dir', join(folder.path, 'state')]);
    expect(exitCode).toBe(1);
    expect(found('address')).toMatchObject({ level: 'red', text: expect.stringContaining('192.0.2.1') });
    expect(findings.map(({ name }) => name)).toEqual(NAMES);
  });

  it('says who may command: who reads a token, nobody, or everybody', async () => {
    await using folder = await temporaryFolder();
    const state = ['--state-dir', join(folder.path, 'state')];
    const env = { HOME: folder.path, XDG_RUNTIME_DIR: '' };
    const token = await ask(['-b', '127.0.0.1', ...state], env);
    expect(token.found('who commands')).toMatchObject({ level: 'green', text: expect.stringContaining(folder.path) });
    const nobody = await ask(['-b', '0.0.0.0', ...state], env);
    expect(nobody.found('who commands')).toMatchObject({
      level: 'red',
      advice: expect.stringContaining('--insecure-network'),
    });
    const everybody = await ask(['-b', '0.0.0.0', '--insecure-network', ...state], env);
    expect(everybody.found('who commands')).toMatchObject({
      level: 'yellow',
      text: expect.stringContaining('whoever reaches'),
    });
  });

  it('is red where no token can be kept from others', async () => {
    await using folder = await temporaryFolder();
    const open = join(folder.path, 'open');
    mkdirSync(open);
    await chmod(open, 0o777);
    const env = { HOME: open, XDG_RUNTIME_DIR: '' };
    const { found } = await ask(['-b', '127.0.0.1', '--state-dir', join(folder.path, 'state')], env);
    expect(found('who commands')).toMatchObject({
      level: 'red',
      text: expect.stringContaining('other users may write'),
    });
  });

  it('is red where others could look into the state folder', async () => {
    await using folder = await temporaryFolder();
    const open = join(folder.path, 'open');
    await mkdir(open);
    await chmod(open, 0o755);
    const { exitCode, found } = await ask(['-b', '127.0.0.1', '--state-dir', open]);
    expect(exitCode).toBe(1);
    expect(found('state folder')).toMatchObject({ level: 'red', text: expect.stringContaining('say: chmod 700') });
  });

  it('is yellow where the disk is small, and red where it is full', async (context) => {
    await using disk = await smallDisk(context, 'size=8m');
    const args = ['-b', '127.0.0.1', '--state-dir', join(disk.path, 'state')];
    const small = await ask(args);
    expect([small.found('disk')?.level, small.found('reserve')?.level]).toEqual(['yellow', 'yellow']);
    const modest = await ask(args, { PLAYER_RESERVE: '1 MiB' });
    expect(modest.found('reserve')).toMatchObject({
      level: 'green',
      text: expect.stringContaining('1.0 MiB will be kept'),
    });
    await disk.fill();
    const full = await ask(args);
    expect([full.exitCode, full.found('disk')?.level]).toEqual([1, 'red']);
  });

  it('is red where a Reset is owed, and yellow where results were not collected', async () => {
    await using state = await temporaryFolder();
    const args = ['-b', '127.0.0.1', '--state-dir', state.path];
    await plantRun(state.path, { runId: 'left', reset: 'paid' });
    const left = await ask(args);
    expect(left.exitCode).toBe(0);
    expect(left.found('results')).toMatchObject({ level: 'yellow', text: expect.stringContaining('run left') });
    await plantRun(state.path, { runId: 'bad', reset: 'owed' });
    const owed = await ask(args);
    expect(owed.exitCode).toBe(1);
    expect(owed.found('Reset')).toMatchObject({ level: 'red', text: expect.stringContaining('owed by run bad') });
  });

  it('says what is worse for a user who owns nothing', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('missing: root, to become somebody else');
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o777);
    const args = [
      'doctor',
      '-b',
      '127.0.0.1',
      '-p',
      '0',
      '--state-dir',
      join(folder.path, 'state'),
      '--format',
      'json',
    ];
    const { stdout, stderr } = await runPlayer(args, { HOME: folder.path }, NOBODY);
    if (/EACCES|MODULE_NOT_FOUND|ERR_MODULE/.test(stderr))
      return context.skip('missing: a checkout that an ordinary user may read');
    const { findings }: { findings: readonly Finding[] } = JSON.parse(stdout);
    const level = (name: string) => findings.find((finding) => finding.name === name)?.level;
    expect([level('containment'), level('processes')]).toEqual(['yellow', 'yellow']);
    expect(findings.find(({ name }) => name === 'containment')?.text).toMatch(/^sweep, .*control group/);
    expect(level('state folder')).toBe('red');
  });

  it('tells nobody to become root who is root already', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('missing: root');
    await using folder = await temporaryFolder();
    const { findings } = await ask(['-b', '127.0.0.1', '-p', '0', '--state-dir', join(folder.path, 'state')]);
    for (const { advice } of findings) expect(advice ?? '').not.toContain('as root');
  });
});

/** The user that owns nothing. */
const NOBODY = 65_534;
