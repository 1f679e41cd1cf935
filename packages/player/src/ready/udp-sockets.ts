import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { promisify } from 'node:util';
import { plainAddress } from './plain-address.ts';

/** What a UDP socket of this host is bound to. */
export interface UdpSocket {
  /** `*` where a system shows every address so. */
  readonly address: string;
  readonly port: number;
}

/** The tables of Linux, with those of version 6; either may be missing. */
const TABLES = ['/proc/net/udp', '/proc/net/udp6'];

/** The UDP sockets of this host that are bound to a port. Throws when no means of this system tells them. */
export async function udpSockets(signal: AbortSignal): Promise<readonly UdpSocket[]> {
  if (process.platform !== 'linux') return parseSockstat(await sockstat(signal));
  const tables = await Promise.all(TABLES.map((path) => readFile(path, 'utf8').catch(() => '')));
  return tables.flatMap(parseUdpTable);
}

async function sockstat(signal: AbortSignal): Promise<string> {
  const { stdout } = await promisify(execFile)('sockstat', ['-4', '-6', '-l', '-P', 'udp'], { signal });
  return stdout;
}

/** Reads a table of Linux: addresses are words of 32 bits in hexadecimal, as this machine has them in memory (proc_pid_net(5)). */
export function parseUdpTable(text: string): UdpSocket[] {
  return Array.from(text.matchAll(/^\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) /gm), ([, address = '', port = '']) => ({
    address: addressOf(address),
    port: Number.parseInt(port, 16),
  }));
}

function addressOf(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  if (endianness() === 'LE') bytes.swap32();
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) => bytes.readUInt16BE(2 * at).toString(16));
  return plainAddress(groups.join(':'));
}

/** Reads what sockstat(1) of FreeBSD prints: the local address is the sixth column. */
export function parseSockstat(text: string): UdpSocket[] {
  return text.split('\n').flatMap((line) => {
    const local = line.trim().split(/\s+/)[5] ?? '';
    const [, address, port] = /^(.+):(\d+)$/.exec(local) ?? [];
    return address === undefined ? [] : [{ address, port: Number(port) }];
  });
}
