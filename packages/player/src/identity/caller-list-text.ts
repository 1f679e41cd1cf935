import { identityUri, parseIdentity } from '@conductor/protocol';
import { ConductorError, systemReason } from '@conductor/types';
import type { CallerList, ListedCaller, Revocation } from './caller-list.ts';

/** `callers.json`, for people to read and write too. */
export function formatCallerList(list: CallerList): string {
  const callers = list.map(({ identity, ...rest }) => ({ identity: identityUri(identity), ...rest }));
  return `${JSON.stringify({ callers }, null, 2)}\n`;
}

/** The inverse of `formatCallerList`. Throws a ConductorError `storage` that names the path of the file and what is wrong in it. */
export function parseCallerList(text: string, path: string): CallerList {
  const refuse = (reason: string) =>
    new ConductorError(
      'storage',
      `${path}: ${reason}; mend it, or remove it and say whom to obey: player callers --allow`,
    );
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw refuse(`expected JSON, got ${systemReason(error)}`);
  }
  const callers = fieldOf(parsed, 'callers');
  if (!Array.isArray(callers)) throw refuse('expected {"callers": […]}');
  return callers.map((caller: unknown, at) => {
    const read = readCaller(caller);
    if (typeof read === 'string') throw refuse(`entry ${at + 1}: expected ${read}`);
    return read;
  });
}

/** An entry, or what was expected. */
function readCaller(caller: unknown): ListedCaller | string {
  const identity = parseIdentity(String(fieldOf(caller, 'identity')));
  if (identity === null) return '"identity": "conductor://<lab>/<role>/<name>"';
  const allowed = dateOrNull(fieldOf(caller, 'allowed'));
  if (allowed === undefined) return '"allowed": a time, or null';
  const revoked = revocationOrNull(fieldOf(caller, 'revoked') ?? null);
  if (revoked === undefined) return '"revoked": {"since": a time, "by": a text}, or null';
  const certificates: unknown = fieldOf(caller, 'revokedCertificates') ?? [];
  const revokedCertificates = Array.isArray(certificates) ? certificates.map(readRevokedCertificate) : [null];
  if (!isWhole(revokedCertificates))
    return '"revokedCertificates": [{"fingerprint": a text, "since": a time, "by": a text}]';
  return { identity, allowed, revoked, revokedCertificates };
}

function isWhole<Item>(items: readonly (Item | null)[]): items is readonly Item[] {
  return !items.includes(null);
}

function readRevokedCertificate(given: unknown): ListedCaller['revokedCertificates'][number] | null {
  const fingerprint = fieldOf(given, 'fingerprint');
  const revocation = revocationOrNull(given);
  return typeof fingerprint === 'string' && revocation ? { ...revocation, fingerprint } : null;
}

function revocationOrNull(given: unknown): Revocation | null | undefined {
  if (given === null) return null;
  const since = dateOrNull(fieldOf(given, 'since'));
  const by = fieldOf(given, 'by');
  return since && typeof by === 'string' ? { since, by } : undefined;
}

/** `undefined` for what is neither a time nor `null`. */
function dateOrNull(given: unknown): Date | null | undefined {
  if (given === null) return null;
  const date = new Date(typeof given === 'string' ? given : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function fieldOf(given: unknown, name: string): unknown {
  return typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined;
}
