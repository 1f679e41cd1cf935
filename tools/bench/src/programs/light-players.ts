/*
 * Very many players in one process, each on a port of its own, with state of its own: what is light about them is that they
 * share a Node.js, and a process that forks for it. Its argument is JSON. Prints where each listens as one line of JSON; SIGTERM ends all of them in order.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openForker, type RunningPlayer, startPlayer } from '@conductor/player';
import {
  certifiedParty,
  formatAddress,
  identityUri,
  issueCertificate,
  makeKey,
  makeLab,
  playerEntries,
  publicKeyOf,
  readCredentials,
} from '@conductor/protocol';

/** What it is told. */
export interface LightPlayersOptions {
  readonly count: number;
  /** Where each player gets a state folder. */
  readonly folder: string;
  readonly host: string;
  /** Players get this port and those after it; `null` takes free ones. */
  readonly firstPort: number | null;
  /** The folder of the lab that they are enrolled in; `null` where nobody has to be. */
  readonly lab: string | null;
  /** Variables that steps inherit. */
  readonly passedVariables: readonly string[];
}

const CONDUCTOR = 'bench';
/** What a host may lose to one of very many players: no room is set aside a thousand times. */
const LIMITS = { maxProcesses: null, keepMs: 86_400_000, keepBytes: 2 ** 30, reserveBytes: 0 } as const;

const options: LightPlayersOptions = JSON.parse(process.argv[2] ?? '');
await using forker = await openForker();
const players: RunningPlayer[] = [];
for (let place = 0; place < options.count; place += 1) players.push(await startOne(place));
console.log(JSON.stringify(players.map(({ host, port }, place) => ({ name: nameOf(place), host, port }))));
process.once('SIGTERM', () => {
  for (const player of players) player.leave('SIGTERM');
});
for (const player of players) {
  await player.left;
  await player[Symbol.asyncDispose]();
}

async function startOne(place: number): Promise<RunningPlayer> {
  const { folder, host, firstPort, lab, passedVariables } = options;
  const stateFolder = join(folder, nameOf(place));
  mkdirSync(stateFolder, { mode: 0o700 });
  const port = firstPort === null ? 0 : firstPort + place;
  if (lab !== null) await enroll(lab, stateFolder, nameOf(place), formatAddress(host, port));
  return await startPlayer({
    host,
    port,
    stateFolder,
    version: '0.0.0',
    self: `${nameOf(place)} (pid ${process.pid})`,
    insecureNetwork: false,
    allowedConductor: null,
    passedVariables,
    limits: LIMITS,
    fork: forker.fork,
    onLog: (text) => console.error(`${nameOf(place)}: ${text}`),
  });
}

function nameOf(place: number): string {
  return `l${place + 1}`;
}

/** Puts the files there by hand that `player enroll` and `conduct enroll` would write: two processes for each would take minutes. */
async function enroll(lab: string, stateFolder: string, name: string, address: string): Promise<void> {
  const authority = await makeLab(lab, CONDUCTOR);
  const own = await readCredentials(lab, 'conductor');
  const conductor = certifiedParty(own?.certificate ?? '')?.identity;
  if (conductor === undefined) throw new Error(`${lab} has no conductor`);
  const key = await makeKey();
  const identity = { lab: conductor.lab, role: 'player', name } as const;
  const certificate = issueCertificate(authority, { identity, publicKey: publicKeyOf(key) });
  const caller = { identity: identityUri(conductor), allowed: new Date(), revoked: null, revokedCertificates: [] };
  const folder = join(stateFolder, 'identity');
  mkdirSync(folder, { mode: 0o700 });
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text, { mode: 0o600 });
  write('key.pem', key);
  write('certificate.pem', certificate);
  write('authority.pem', authority.certificate);
  write('callers.json', JSON.stringify({ callers: [caller] }));
  await playerEntries(lab).put({ name, address, identity, key: null, notAfter: null, revoked: null });
}
