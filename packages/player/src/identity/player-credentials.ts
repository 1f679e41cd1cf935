import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import {
  type CertifiedParty,
  certifiedParty,
  identityUri,
  isIssuedBy,
  type PartyCredentials,
} from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { IDENTITY_FILES } from './identity-folder.ts';
import { readPrivateFile } from './private-file.ts';

/** Who a player is on the network, with what it shows for it. */
export interface PlayerCredentials extends PartyCredentials {
  readonly certified: CertifiedParty;
}

const FILES = [IDENTITY_FILES.key, IDENTITY_FILES.certificate, IDENTITY_FILES.authority];

/** The files that say who a player is. */
export function credentialPaths(folder: string): readonly string[] {
  return FILES.map((name) => join(folder, name));
}

/**
 * What a player shows on the network; `null` where it is not enrolled. Throws a ConductorError `storage` that names the file,
 * when one is missing, is not what it should be, or does not belong to the others.
 */
export function readCredentials(folder: string): PlayerCredentials | null {
  const [keyPath = '', certificatePath = '', authorityPath = ''] = credentialPaths(folder);
  const certificate = readPrivateFile(certificatePath, 'public');
  if (certificate === null) return null;
  const key = readPrivateFile(keyPath, 'secret') ?? missing(keyPath, certificatePath);
  const authority = readPrivateFile(authorityPath, 'public') ?? missing(authorityPath, certificatePath);
  const certified = parsed(certificatePath, 'a certificate', () => certifiedParty(certificate));
  if (certified === null || certified.identity.role !== 'player') {
    const found = certified === null ? 'none' : identityUri(certified.identity);
    throw unfit(certificatePath, `expected one URI conductor://<lab>/player/<name> in it, got ${found}`);
  }
  const isOfKey = parsed(keyPath, 'a private key', () =>
    new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)),
  );
  if (!isOfKey) throw unfit(certificatePath, `it is of another key than ${keyPath}`);
  const isOfLab = parsed(authorityPath, 'a certificate', () => isIssuedBy(certificate, authority));
  if (!isOfLab) throw unfit(certificatePath, `the authority in ${authorityPath} has not signed it`);
  return { key, certificate, authority, certified };
}

function parsed<Content>(path: string, expected: string, parse: () => Content): Content {
  try {
    return parse();
  } catch (error) {
    throw unfit(path, `expected ${expected} in PEM, got something else`, error);
  }
}

function missing(path: string, other: string): never {
  throw unfit(path, `it is missing, and ${other} is there`);
}

function unfit(path: string, reason: string, cause?: unknown): ConductorError {
  return new ConductorError('storage', `${path}: ${reason}; mend it, or enroll anew: player enroll`, { cause });
}
