import { type CallerChange, identityUri, parseIdentity } from '@conductor/protocol';
import { ConductorError, EXIT_CODES, systemClock, visibleJson } from '@conductor/types';
import type { CallerList, ListedCaller } from '../identity/caller-list.ts';
import { identityFolder, makeIdentityFolder } from '../identity/identity-folder.ts';
import { IdentityStore } from '../identity/identity-store.ts';
import type { CallersArguments } from './arguments.ts';
import { linesText } from './lines-text.ts';
import type { CommandEnd } from './spool.ts';

/** `player callers`: lists whom a player obeys, or changes that. Rejects with a ConductorError `usage` or `storage`. */
export async function callers(
  stateFolder: string,
  { allow, revoke, format }: CallersArguments,
  self: string,
): Promise<CommandEnd> {
  const said: string[] = [];
  const store = new IdentityStore(identityFolder(stateFolder), {
    clock: systemClock,
    onLog: (text) => said.push(text),
  });
  store.check();
  const changes = [
    ...allow.map((uri) => changeOf('allow', uri, store)),
    ...revoke.map((uri) => changeOf('revoke', uri, store)),
  ];
  if (changes.length > 0) makeIdentityFolder(store.folder);
  for (const change of changes) await store.changeCallers(change, `${self} on this host`);
  if (changes.length > 0) return { text: linesText(said), exitCode: EXIT_CODES.passed };
  return { text: format === 'json' ? jsonOf(store) : textOf(store), exitCode: EXIT_CODES.passed };
}

function changeOf(kind: CallerChange['kind'], uri: string, store: IdentityStore): CallerChange {
  const caller = parseIdentity(uri);
  if (caller === null || caller.role === 'player') {
    const expected = 'expected conductor://<lab>/conductor/<name> or conductor://<lab>/collector/<name>';
    throw new ConductorError('usage', `${uri}: ${expected}; see player callers --help`);
  }
  const own = store.credentials()?.certified.identity;
  if (kind === 'allow' && own && own.lab !== caller.lab) {
    throw new ConductorError('usage', `${uri} is of another lab: this player is ${identityUri(own)}`);
  }
  return kind === 'allow' ? { kind, caller } : { kind, caller, fingerprint: null };
}

function textOf(store: IdentityStore): string {
  const certified = store.credentials()?.certified;
  const head = certified
    ? `${identityUri(certified.identity)}: its certificate is good until ${certified.notAfter.toISOString()}`
    : 'this player is not enrolled: say "player enroll"';
  const list = store.listed();
  return linesText([head, ...(list.length === 0 ? ['nobody is on its list'] : rowsOf(list))]);
}

function rowsOf(list: CallerList): readonly string[] {
  const width = Math.max(...list.map(({ identity }) => identityUri(identity).length));
  return list.flatMap((caller) => [
    `${identityUri(caller.identity).padEnd(width)}  ${standingOf(caller)}`,
    ...caller.revokedCertificates.map(
      ({ fingerprint, since }) => `  not its certificate ${fingerprint}: revoked ${since.toISOString()}`,
    ),
  ]);
}

function standingOf({ allowed, revoked }: ListedCaller): string {
  if (revoked !== null) return `revoked ${revoked.since.toISOString()}${revoked.by === '' ? '' : ` by ${revoked.by}`}`;
  return allowed === null ? 'not allowed' : `allowed ${allowed.toISOString()}`;
}

function jsonOf(store: IdentityStore): string {
  const certified = store.credentials()?.certified;
  const player = certified
    ? { identity: identityUri(certified.identity), notAfter: certified.notAfter, fingerprint: certified.fingerprint }
    : null;
  const callers = store.listed().map(({ identity, ...rest }) => ({ identity: identityUri(identity), ...rest }));
  return visibleJson({ player, callers });
}
