import { hostname } from 'node:os';
import {
  type Authority,
  certifiedParty,
  type Identity,
  makeLab,
  noAuthorityKey,
  type PartyCredentials,
  readAuthority,
  readCredentials,
} from '@conductor/protocol';
import { ConductorError } from '@conductor/types';

/** The folder of a lab, as somebody uses it who may change it. */
export interface OwnLab {
  readonly folder: string;
  readonly authority: Authority;
  readonly credentials: PartyCredentials;
  /** This conductor. */
  readonly identity: Identity;
}

/** The lab in a folder, which is made on first use. */
export async function makeOwnLab(folder: string): Promise<OwnLab> {
  return await withCredentials(folder, await makeLab(folder, ownName()));
}

/** The lab in a folder that can certify; a ConductorError of code `usage` says why it cannot. */
export async function openOwnLab(folder: string): Promise<OwnLab> {
  const authority = await readAuthority(folder);
  if (authority !== null) return await withCredentials(folder, authority);
  if ((await readCredentials(folder, 'conductor')) !== null) throw noAuthorityKey(folder);
  throw new ConductorError(
    'usage',
    `there is no lab in ${folder}; the first "conduct enroll" makes one, or name it with --lab`,
  );
}

/** Who the holder of these credentials is. */
export function identityOf({ certificate }: PartyCredentials, folder: string): Identity {
  const party = certifiedParty(certificate);
  if (party !== null) return party.identity;
  throw new ConductorError(
    'storage',
    `the certificate of this conductor in ${folder} has no URI such as conductor://LAB/conductor/NAME among its alternative names`,
  );
}

async function withCredentials(folder: string, authority: Authority): Promise<OwnLab> {
  const credentials = await readCredentials(folder, 'conductor');
  if (credentials === null) throw new ConductorError('storage', `${folder} was removed meanwhile`);
  return { folder, authority, credentials, identity: identityOf(credentials, folder) };
}

/** A host's name has at least one character that a name in a lab may have, or we take another. */
function ownName(): string {
  return (
    hostname()
      .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
      .slice(0, 64) || 'conductor'
  );
}
