import {
  callerEntries,
  certifiedParty,
  type DialOptions,
  daysLeft,
  dialIdentity,
  entryFinder,
  type IdentityConnection,
  issueCertificate,
  type PlayerEntry,
  playerEntries,
  readAuthority,
  readCredentials,
  replaceCertificate,
  WARNED_DAYS,
} from '@conductor/protocol';
import { ConductorError, type PlayerPlan, Turnstile } from '@conductor/types';
import { MOST_AT_ONCE } from '../course/dialling.ts';
import { missingChanges } from './missing-changes.ts';

/** Of its 90 days, a certificate that has so many left is renewed. */
const RENEWED_DAYS = 30;

/** Who looks after a lab, and when. */
export interface LabCare {
  readonly folder: string;
  readonly dialling: DialOptions;
  readonly now: Date;
}

/**
 * Renews the certificates that will end soon, ours first, and tells players what they have not heard of callers; who is not reached is
 * left for another time. Returns warnings: of certificates that end within two weeks, and why they were not renewed. Never rejects.
 */
export async function keepLab(care: LabCare, players: readonly PlayerPlan[], signal: AbortSignal): Promise<string[]> {
  const { folder, now } = care;
  try {
    const own = await renewOwn(folder, now);
    const find = entryFinder(await playerEntries(folder).all());
    // Of very many dialled at once each would be late.
    const turnstile = new Turnstile(MOST_AT_ONCE);
    const kept = await Promise.all(
      players.map((player) => {
        const entry = find({ name: player.name, host: player.address, port: player.port });
        return turnstile.through(() => keepPlayer(care, player, entry, signal), signal);
      }),
    );
    return [...own, ...kept.flat()];
  } catch (thrown) {
    return signal.aborted ? [] : [ConductorError.from(thrown, 'storage', folder).message];
  }
}

async function renewOwn(folder: string, now: Date): Promise<string[]> {
  const credentials = await readCredentials(folder, 'conductor');
  const party = credentials && certifiedParty(credentials.certificate);
  if (party === null || daysLeft(party.notAfter, now) >= RENEWED_DAYS) return [];
  const authority = await readAuthority(folder);
  if (authority === null) return warningOf('the certificate of this conductor', party.notAfter, now, NO_KEY);
  const { identity, publicKey } = party;
  await replaceCertificate(folder, 'conductor', issueCertificate(authority, { identity, publicKey, now }));
  return [];
}

async function keepPlayer(
  care: LabCare,
  { name, address: host, port }: PlayerPlan,
  entry: PlayerEntry | null,
  signal: AbortSignal,
): Promise<string[]> {
  if (entry === null || entry.revoked !== null) return [];
  try {
    await using connection = await dialIdentity({ name, host, port }, care.dialling, signal);
    for (const caller of await callerEntries(care.folder).all()) {
      for (const change of missingChanges(caller, connection.found.callers, false)) {
        await connection.setCaller(change, signal);
      }
    }
    return await renewPlayer(care, entry, connection, signal);
  } catch {
    // Whoever dials it next says so; what is left to do here can wait for another time.
    return [];
  }
}

async function renewPlayer(
  { folder, now }: LabCare,
  entry: PlayerEntry,
  connection: IdentityConnection,
  signal: AbortSignal,
): Promise<string[]> {
  const { notAfter, identity, publicKey } = connection.found.certified;
  if (daysLeft(notAfter, now) >= RENEWED_DAYS) return [];
  const authority = await readAuthority(folder);
  if (authority === null) return warningOf(`the certificate of ${entry.name}`, notAfter, now, NO_KEY);
  // The entry stays as it is: written now, it could undo a revocation of this very moment.
  await connection.renew(issueCertificate(authority, { identity, publicKey, now }), signal);
  return [];
}

const NO_KEY =
  'the key of the authority is not in this folder: renew it where the lab was made, or with your own authority';

function warningOf(what: string, notAfter: Date, now: Date, because: string): string[] {
  const days = daysLeft(notAfter, now);
  if (days >= WARNED_DAYS) return [];
  const end = days < 0 ? 'has ended' : `ends in ${days} ${days === 1 ? 'day' : 'days'}`;
  return [`${what} ${end} (${notAfter.toISOString()}) and was not renewed: ${because}`];
}
