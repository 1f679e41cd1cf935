import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { formatDiagnostic, loadPlayerFile } from '@conductor/config';
import { ConductorError } from '@conductor/types';
import type { PlayerArguments } from './arguments.ts';

/** Where to listen, and for whom. */
export interface ListeningPlace {
  readonly host: string;
  readonly port: number;
  readonly allowedConductor: string | null;
  /** What is odd about the file, for people. */
  readonly warnings: readonly string[];
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 6970;

/** From the player file and the options, which win. Throws a ConductorError `config` or `usage` that says what to do. */
export async function listeningPlace({
  file,
  host,
  port,
}: Pick<PlayerArguments, 'file' | 'host' | 'port'>): Promise<ListeningPlace> {
  if (file === null) {
    if (host === null && port === null) {
      throw new ConductorError('usage', 'expected a player file, or -b or -p; see player --help');
    }
    return { host: host ?? DEFAULT_HOST, port: port ?? DEFAULT_PORT, allowedConductor: null, warnings: [] };
  }
  const { player, diagnostics } = await loadPlayerFile(file);
  const findings = diagnostics.filter(({ severity }) => severity !== 'note').map(formatDiagnostic);
  if (player === null) throw new ConductorError('config', findings.join('\n'));
  const ownHost = host ?? (await ownAddress(player.address, file));
  return { host: ownHost, port: port ?? player.port, allowedConductor: player.conductor, warnings: findings };
}

/** The numeric address that a file names, if this host has it. */
async function ownAddress(name: string, file: string): Promise<string> {
  const addresses = await lookup(name, { all: true }).catch(() => []);
  const own = Object.values(networkInterfaces()).flatMap((interfaces = []) => interfaces);
  const found = addresses.find(({ address }) => own.some((known) => isSame(address, known.address)));
  if (found) return found.address;
  const has = own.map(({ address }) => address).join(', ');
  throw new ConductorError(
    'bind',
    `${file} says that this player is ${name}, and this host does not have that address (it has ${has}); ` +
      'run it on the host that has, or name an address of this one with -b',
  );
}

function isSame(wanted: string, own: string): boolean {
  return wanted === own || wanted.split('%')[0] === own || wanted.startsWith('127.');
}
