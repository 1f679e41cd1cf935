import {
  callerEntries,
  enrollPlayer,
  identityUri,
  isIdentityName,
  issueCertificate,
  type PlayerEntry,
  parseJoinCode,
  playerEntries,
} from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { conductorVersion, processName } from '../who-we-are.ts';
import { makeOwnLab, type OwnLab } from './own-lab.ts';
import { placeOfPlayer } from './place-of-player.ts';

/** Which player is to be enrolled. */
export interface EnrollmentWishes {
  readonly name: string;
  /** `HOST:PORT`. */
  readonly address: string;
  /** What `player enroll` printed. */
  readonly code: string;
  /** It may take the place of one that has its name or its address. */
  readonly isReplacing: boolean;
}

/**
 * Takes a player into the lab of a folder, which is made on first use. Its name is ours before anything is signed for it: of two
 * that enroll the same name at once, one is refused. Rejects as `enrollPlayer` does, and with code `usage` when the name is taken.
 */
export async function enrollInLab(
  folder: string,
  { name, address, code: text, isReplacing }: EnrollmentWishes,
  signal: AbortSignal,
): Promise<PlayerEntry> {
  const code = parseJoinCode(text);
  if (code === null) throw new ConductorError('usage', `"${text}" is no code; copy the whole line of "player enroll"`);
  if (!isIdentityName(name)) throw new ConductorError('usage', `"${name}" is no name of a player: ${NAME_RULE}`);
  const place = placeOfPlayer(address);
  const lab = await makeOwnLab(folder);
  const entries = playerEntries(folder);
  const rivals = (await entries.all()).filter((one) => isSameName(one, name) || isSameAddress(one, address));
  const identity = { lab: lab.identity.lab, role: 'player', name } as const;
  const entry: PlayerEntry = { name, address, identity, key: code.spkiHash, notAfter: null, revoked: null };
  const [rival] = rivals;
  if (!isReplacing && (rival || !(await entries.add(entry)))) throw taken(rival ?? entry);
  let isGiven = false;
  const certify = async (publicKey: string) => {
    isGiven = true;
    return await given(lab, identity, publicKey);
  };
  const options = { self: processName(), version: conductorVersion(), code, certify };
  try {
    const { certified } = await enrollPlayer({ name, ...place }, options, signal);
    const enrolled = { ...entry, notAfter: certified.notAfter };
    for (const one of rivals.filter((other) => !isSameName(other, name))) await entries.remove(one);
    await entries.put(enrolled);
    return enrolled;
  } catch (thrown) {
    const error = ConductorError.from(thrown, 'unreachable', `player "${name}" at ${address}`);
    // Lost on the way back, the answer may have been a yes; only a refusal is a no.
    if (isGiven && error.code !== 'identity') throw unanswered(error);
    if (!isReplacing) await entries.remove(entry);
    throw error;
  }
}

async function given(
  { folder, authority, identity: own }: OwnLab,
  identity: PlayerEntry['identity'],
  publicKey: string,
) {
  const others = (await callerEntries(folder).all()).filter(({ revoked }) => revoked === null);
  return {
    certificate: issueCertificate(authority, { identity, publicKey }),
    authority: authority.certificate,
    callers: [own, ...others.map((caller) => caller.identity)],
  };
}

/** What names may be. */
export const NAME_RULE = '1 to 64 letters, digits, dots, dashes and underscores';

function isSameName(entry: PlayerEntry, name: string): boolean {
  return entry.name.toLowerCase() === name.toLowerCase();
}

/** A player has one identity: who is enrolled again under another name is the other no more. */
function isSameAddress(entry: PlayerEntry, address: string): boolean {
  return entry.revoked === null && entry.address.toLowerCase() === address.toLowerCase();
}

function unanswered({ code, message }: ConductorError): ConductorError {
  const next = 'whether it was enrolled, "player enroll" says there; if it was not, enroll it again with --replace';
  return new ConductorError(code, `${message}; it had its certificate by then: ${next}`);
}

function taken({ name, address, identity, revoked }: PlayerEntry): ConductorError {
  const since = revoked === null ? '' : `, and was revoked by ${revoked.by} at ${revoked.since.toISOString()}`;
  return new ConductorError(
    'usage',
    `${name} is enrolled already, at ${address} as ${identityUri(identity)}${since}; say --replace if this takes its place`,
  );
}
