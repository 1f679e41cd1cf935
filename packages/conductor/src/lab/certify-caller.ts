import {
  type CallerEntry,
  type CallerRole,
  callerEntries,
  type DialOptions,
  entryText,
  filesOf,
  type Identity,
  identityUri,
  isIdentityName,
  issueCertificate,
  LAB_FILES,
  makeKey,
  makeLabFolder,
  playerEntries,
  publicKeyOf,
  readCertificate,
} from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { NAME_RULE } from './enroll-in-lab.ts';
import { makeOwnLab } from './own-lab.ts';
import { type NotTold, tellCallers } from './tell-callers.ts';

/** Whose credentials are to be made, and where they go. */
export interface CertificateWishes {
  readonly role: CallerRole;
  readonly name: string;
  /** The folder to make. */
  readonly out: string;
  /** They may take the place of others of that name. */
  readonly isReplacing: boolean;
}

/** Credentials that were made. */
export interface CertifiedCaller {
  readonly identity: Identity;
  readonly notAfter: Date;
  readonly notTold: readonly NotTold[];
}

/**
 * Makes credentials for a collector or conductor on another host, in a folder of their own that is a lab's to whoever uses it there;
 * then tells every enrolled player to obey it. A ConductorError of code `usage` says what is taken.
 */
export async function certifyCaller(
  folder: string,
  { role, name, out, isReplacing }: CertificateWishes,
  dialling: DialOptions,
  signal: AbortSignal,
): Promise<CertifiedCaller> {
  if (!isIdentityName(name)) throw new ConductorError('usage', `"${name}" is no name of a ${role}: ${NAME_RULE}`);
  const { authority, identity: own } = await makeOwnLab(folder);
  const identity: Identity = { lab: own.lab, role, name };
  const entries = callerEntries(folder);
  const key = await makeKey();
  const certificate = issueCertificate(authority, { identity, publicKey: publicKeyOf(key) });
  const { notAfter, fingerprint } = readCertificate(certificate);
  const before = await entries.get(`${role}-${name}`);
  const withdrawn = [...(before?.withdrawn ?? []), ...(before?.fingerprint ? [before.fingerprint] : [])];
  const entry: CallerEntry = { identity, notAfter, fingerprint, withdrawn, revoked: null };
  const isOwn = identityUri(identity) === identityUri(own);
  if (isOwn || !(isReplacing || (await entries.add(entry)))) throw taken(identity, isOwn);
  const files = filesOf(role);
  try {
    await makeFolder(out, {
      [LAB_FILES.authorityCertificate]: authority.certificate,
      [files.key]: key,
      [files.certificate]: certificate,
      ...(await playerFiles(folder)),
    });
  } catch (error) {
    // The name is free again: nobody has credentials of it.
    if (!isReplacing) await entries.remove(entry);
    throw error;
  }
  await entries.put(entry);
  return { identity, notAfter, notTold: await tellCallers(folder, entry, dialling, signal) };
}

async function makeFolder(out: string, files: Readonly<Record<string, string>>): Promise<void> {
  if (await makeLabFolder(out, files)) return;
  throw new ConductorError('usage', `${out} is there already; name a folder that is not`);
}

/** What is known of the players: who is elsewhere must also know who has to answer. */
async function playerFiles(folder: string): Promise<Record<string, string>> {
  const entries = await playerEntries(folder).all();
  return Object.fromEntries(entries.map((entry) => [`players/${entry.name.toLowerCase()}.json`, entryText(entry)]));
}

function taken(identity: Identity, isOwn: boolean): ConductorError {
  const who = identityUri(identity);
  return new ConductorError(
    'usage',
    isOwn
      ? `${who} is this conductor itself; take another name`
      : `${who} has credentials already; say --replace if these take their place`,
  );
}
