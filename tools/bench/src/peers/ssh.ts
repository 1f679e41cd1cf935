import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Command, Program } from '@conductor/lab';
import type { Ground } from '../ground/ground.ts';
import { LOOPBACK, type Site } from '../ground/site.ts';
import { succeed } from '../ground/succeed.ts';
import { freePort } from './free-port.ts';
import { PEERS, type Peer, whyNoPeers } from './peer.ts';

/** An SSH server of the bench's own, and clients whose connections are warm. Disposing it ends both. */
export interface Ssh extends AsyncDisposable {
  /** The configuration of the client; its hosts are `b1`, `b2`, … */
  readonly config: string;
  readonly hosts: readonly string[];
  /** Runs a client where conductors run, and throws when it fails. */
  readonly run: (command: Command, env?: Readonly<Record<string, string>>) => Promise<void>;
}

/** Where sshd(8) wants to be separated from its privileges; nothing is ever in it. */
const SEPARATION = '/run/sshd';
const LAB_PORT = 2222;

/** Why there is no such server here, or none of the programs besides; `null` when there is. */
export function whyNoSsh(...peers: readonly Peer[]): string | null {
  if (process.getuid?.() !== 0) return 'an SSH server for root needs root';
  return whyNoPeers(PEERS.sshd, PEERS.ssh, ...peers);
}

/**
 * Starts a server with keys of its own on a port of its own, and one connection for each of `count` host names: all are
 * the same host, as all players of a fleet are.
 */
export async function startSsh(ground: Ground, count: number, site = LOOPBACK): Promise<Ssh> {
  const folder = ground.newFolder('ssh');
  const port = site.isLoopback ? await freePort() : LAB_PORT;
  const hosts = Array.from({ length: count }, (_, at) => `b${at + 1}`);
  for (const key of ['host', 'user']) await makeKey(ground, join(folder, key));
  const config = writeConfig(folder, hosts, site, port);
  const run = async (command: Command, env: Readonly<Record<string, string>> = {}) => {
    await succeed(ground.start(command, { on: site.conductorOn, env }), command[0]);
  };
  const server = await startServer(ground, folder, site, port);
  const end = async () => {
    await Promise.all(hosts.map((host) => run(['ssh', '-F', config, '-O', 'exit', host])));
    await ground.end([server]);
  };
  await warm(run, config, hosts);
  return { config, hosts, run, [Symbol.asyncDispose]: end };
}

async function startServer(ground: Ground, folder: string, { host, playersOn }: Site, port: number): Promise<Program> {
  mkdirSync(SEPARATION, { recursive: true, mode: 0o755 });
  const config = join(folder, 'sshd_config');
  writeFileSync(config, serverText(folder, host, port));
  const server = ground.start([PEERS.sshd.program, '-D', '-e', '-f', config], { on: playersOn });
  await server.lines.find((line) => line.includes('Server listening'));
  return server;
}

/** A connection that is open already is what a tool with a persistent one has: the best that it can do. */
async function warm(run: Ssh['run'], config: string, hosts: readonly string[]): Promise<void> {
  const AT_ONCE = 8;
  for (let first = 0; first < hosts.length; first += AT_ONCE) {
    await Promise.all(hosts.slice(first, first + AT_ONCE).map((host) => run(['ssh', '-F', config, host, 'true'])));
  }
}

async function makeKey(ground: Ground, file: string): Promise<void> {
  await succeed(ground.start(['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', file]), 'ssh-keygen');
}

function serverText(folder: string, host: string, port: number): string {
  return [
    `ListenAddress ${host}:${port}`,
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'user.pub')}`,
    'PermitRootLogin prohibit-password',
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
    'MaxStartups 400',
    'MaxSessions 100',
    'Subsystem sftp internal-sftp',
    '',
  ].join('\n');
}

function writeConfig(folder: string, hosts: readonly string[], { host }: Site, port: number): string {
  const config = join(folder, 'config');
  const text = [
    `Host ${hosts.join(' ')}`,
    `  HostName ${host}`,
    `  Port ${port}`,
    `  User ${userInfo().username}`,
    `  IdentityFile ${join(folder, 'user')}`,
    '  IdentitiesOnly yes',
    '  UserKnownHostsFile /dev/null',
    '  StrictHostKeyChecking no',
    '  LogLevel ERROR',
    '  ControlMaster auto',
    `  ControlPath ${join(folder, 'c-%n')}`,
    '  ControlPersist yes',
    '',
  ].join('\n');
  writeFileSync(config, text);
  return config;
}
