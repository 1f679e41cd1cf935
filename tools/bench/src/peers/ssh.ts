import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { type Command, killAll, type Program, processesOf, waitUntil } from '@conductor/lab';
import type { Ground } from '../ground/ground.ts';
import type { Site } from '../ground/site.ts';
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
/** How the sockets begin over which clients share an open connection. */
const SOCKET = 'c-';

/** Why there is no such server here, or none of the programs besides; `null` when there is. */
export function whyNoSsh(...peers: readonly Peer[]): string | null {
  if (process.getuid?.() !== 0) return 'an SSH server for root needs root';
  return whyNoPeers(PEERS.sshd, PEERS.ssh, ...peers);
}

/**
 * Starts a server with keys of its own on a port of its own, and one connection for each of `count` host names: all are
 * the same host, as all players of a fleet are.
 */
export async function startSsh(ground: Ground, count: number, site: Site, signal: AbortSignal): Promise<Ssh> {
  const folder = ground.newFolder('ssh');
  const port = site.isLoopback ? await freePort() : LAB_PORT;
  const hosts = Array.from({ length: count }, (_, at) => `b${at + 1}`);
  for (const key of ['host', 'user']) await makeKey(ground, join(folder, key));
  const config = writeConfig(folder, hosts, site, port);
  const run = async (command: Command, env: Readonly<Record<string, string>> = {}) => {
    await succeed(ground.start(command, { on: site.conductorOn, env }), command[0]);
  };
  // Where sshd was never run by the system, the folder is not there, and goes again.
  const isMade = mkdirSync(SEPARATION, { recursive: true, mode: 0o755 }) !== undefined;
  const server = await startServer(ground, folder, site, port, signal);
  const end = async () => {
    // They show the path of their socket where others have their environment, so no census of the ground finds them.
    await killAll(() => processesOf({ commandLine: join(folder, SOCKET) }), 'no connection is open any more');
    await ground.end([server]);
    if (isMade) rmdirSync(SEPARATION);
  };
  try {
    await warm(run, config, hosts);
  } catch (error) {
    await end();
    throw error;
  }
  return { config, hosts, run, [Symbol.asyncDispose]: end };
}

async function startServer(
  ground: Ground,
  folder: string,
  { host, playersOn }: Site,
  port: number,
  signal: AbortSignal,
): Promise<Program> {
  const config = join(folder, 'sshd_config');
  writeFileSync(config, serverText(folder, host, port));
  const log = join(folder, 'log');
  // Each connection has a process that would keep the output of the server open.
  const quiet = `exec ${PEERS.sshd.program} -D -E '${log}' -f '${config}' >/dev/null 2>&1`;
  const server = ground.start(['/bin/sh', '-c', quiet], { on: playersOn });
  const isListening = () => existsSync(log) && readFileSync(log, 'utf8').includes('Server listening');
  await waitUntil(isListening, { what: `the SSH server listens: ${log}` }, signal);
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
    `  ControlPath ${join(folder, SOCKET)}%n`,
    '  ControlPersist yes',
    '',
  ].join('\n');
  writeFileSync(config, text);
  return config;
}
