import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { ConductorError, systemReason } from '@conductor/types';
import { type Authority, createAuthority, issueCertificate } from '../certificates/authority.ts';
import { makeKey, publicKeyOf } from '../certificates/key.ts';
import { certifiedParty, isIssuedBy } from '../certificates/read-certificate.ts';
import { identityUri } from '../identity/identity.ts';
import type { PartyCredentials } from '../identity/party-credentials.ts';
import { readPrivateFile, writePrivateFile } from '../private/private-file.ts';
import { checkPrivateFolder } from '../private/private-folder.ts';
import { makeLabFolder } from './make-lab-folder.ts';

/** The files with keys and certificates in the folder of a lab; all are PEM. */
export const LAB_FILES = {
  authorityKey: 'authority-key.pem',
  authorityCertificate: 'authority.pem',
  conductorKey: 'conductor-key.pem',
  conductorCertificate: 'conductor.pem',
  collectorKey: 'collector-key.pem',
  collectorCertificate: 'collector.pem',
} as const;

/** Who dials players. */
export type CallerRole = 'conductor' | 'collector';

/** What is in the folder of a lab that can certify; a folder that is no lab yet is made one, whose conductor has this name. */
export async function makeLab(folder: string, conductorName: string): Promise<Authority> {
  // One look: a lab that another program makes meanwhile is there whole from one moment to the next.
  if ((await readCertificateOfAuthority(folder)) !== null) return await authorityIn(folder);
  const { key, certificate, lab } = await createAuthority();
  const conductorKey = await makeKey();
  const identity = { lab, role: 'conductor', name: conductorName } as const;
  const own = issueCertificate({ key, certificate }, { identity, publicKey: publicKeyOf(conductorKey) });
  const isMade = await makeLabFolder(folder, {
    [LAB_FILES.authorityKey]: key,
    [LAB_FILES.authorityCertificate]: certificate,
    [LAB_FILES.conductorKey]: conductorKey,
    [LAB_FILES.conductorCertificate]: own,
  });
  if (isMade) return { key, certificate };
  // Another has made it meanwhile, or something else is there.
  const others = await readAuthority(folder);
  if (others !== null) return others;
  throw new ConductorError(
    'storage',
    `${folder} is there, and is not the folder of a lab: it has no ${LAB_FILES.authorityCertificate}; name another with --lab`,
  );
}

/** The authority of a folder that is a lab. */
async function authorityIn(folder: string): Promise<Authority> {
  const found = await readAuthority(folder);
  if (found === null) throw noAuthorityKey(folder);
  return found;
}

/** The authority of a lab with its key; `null` where the folder is no lab, or only lets its holder in and certifies nobody. */
export async function readAuthority(folder: string): Promise<Authority | null> {
  const certificate = await readCertificateOfAuthority(folder);
  if (certificate === null) return null;
  checkPrivateFolder(folder);
  const key = await readPrivateFile(join(folder, LAB_FILES.authorityKey), 'secret');
  return key === null ? null : { key, certificate };
}

/** What a caller shows; a collector without credentials of its own uses the conductor's. `null` where the folder is no lab. */
export async function readCredentials(folder: string, role: CallerRole): Promise<PartyCredentials | null> {
  const authority = await readCertificateOfAuthority(folder);
  if (authority === null) return null;
  checkPrivateFolder(folder);
  const own = await readPair(folder, role);
  const shown = own ?? (role === 'collector' ? await readPair(folder, 'conductor') : null);
  if (shown !== null) return checkedCredentials({ ...shown, authority }, folder, own === null ? 'conductor' : role);
  const { key, certificate } = filesOf(role);
  throw new ConductorError('storage', `${folder} has no ${key} and ${certificate}: the ${role} has nothing to show`);
}

/** Puts a new certificate of the key that a caller has in the place of the old one. */
export async function replaceCertificate(folder: string, role: CallerRole, certificate: string): Promise<void> {
  await writePrivateFile(join(folder, filesOf(role).certificate), certificate);
}

/** Where credentials were made for another host, the key of the authority stayed. */
export function noAuthorityKey(folder: string): ConductorError {
  return new ConductorError(
    'usage',
    `${folder} has no ${LAB_FILES.authorityKey}: nobody can be certified with it; do this where the lab was made, or with your own authority`,
  );
}

/** How the files of a caller are called. */
export function filesOf(role: CallerRole): { readonly key: string; readonly certificate: string } {
  return { key: LAB_FILES[`${role}Key`], certificate: LAB_FILES[`${role}Certificate`] };
}

/** Files that were put there by hand may not belong together: that is said here, and not by a handshake that fails. */
function checkedCredentials(credentials: PartyCredentials, folder: string, role: CallerRole): PartyCredentials {
  const { key, certificate, authority } = credentials;
  const files = filesOf(role);
  const unfit = (name: string, what: string, cause?: unknown) =>
    new ConductorError('storage', `${join(folder, name)} ${what}`, { cause });
  try {
    if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
      throw unfit(files.certificate, `is not of the key in ${files.key}`);
    }
    if (!isIssuedBy(certificate, authority)) {
      throw unfit(files.certificate, `was not signed by ${LAB_FILES.authorityCertificate}`);
    }
  } catch (error) {
    if (error instanceof ConductorError && error.code === 'storage') throw error;
    throw unfit('', `has a key or a certificate that is not PEM: ${systemReason(error)}`, error);
  }
  const identity = certifiedParty(certificate)?.identity ?? null;
  if (identity?.role === role) return credentials;
  const found = identity === null ? 'none' : identityUri(identity);
  throw unfit(files.certificate, `must have one URI conductor://LAB/${role}/NAME among its names, and has ${found}`);
}

async function readCertificateOfAuthority(folder: string): Promise<string | null> {
  return await readPrivateFile(join(folder, LAB_FILES.authorityCertificate), 'public');
}

async function readPair(folder: string, role: CallerRole): Promise<Omit<PartyCredentials, 'authority'> | null> {
  const files = filesOf(role);
  const key = await readPrivateFile(join(folder, files.key), 'secret');
  const certificate = await readPrivateFile(join(folder, files.certificate), 'public');
  return key === null || certificate === null ? null : { key, certificate };
}
