import {
  type Authority,
  type CallerChange,
  type CertificateRequest,
  createAuthority,
  type DialOptions,
  type ExpectedPlayer,
  type GivenIdentity,
  type Identity,
  identityUri,
  issueCertificate,
  type KnownCaller,
  type LabAccess,
  type ListenerIdentity,
  makeKey,
  type OpenEnrollment,
  type PartyCredentials,
  publicKeyOf,
  type Role,
  type ServeOptions,
} from '../../src/index.ts';
import { type TestPlayer, testPlayer } from './test-player.ts';

/** An authority, and whoever it certifies. */
export interface TestLab {
  readonly lab: string;
  readonly authority: Authority;
  identity(role: Role, name: string): Identity;
  /** A new party with a new key. */
  party(identity: Identity, request?: Partial<CertificateRequest>): Promise<PartyCredentials>;
}

export async function testLab(): Promise<TestLab> {
  const { lab, ...authority } = await createAuthority();
  return {
    lab,
    authority,
    identity: (role, name) => ({ lab, role, name }),
    async party(identity, request = {}) {
      const key = await makeKey();
      const certificate = issueCertificate(authority, { identity, publicKey: publicKeyOf(key), ...request });
      return { key, certificate, authority: authority.certificate };
    },
  };
}

/** The identity of a player in memory, which tests change as they like. */
export class TestIdentity implements ListenerIdentity {
  shown: PartyCredentials | null;
  open: OpenEnrollment | null = null;
  given: GivenIdentity | null = null;
  readonly allowed = new Set<string>();
  readonly revoked = new Map<string, Date>();
  readonly changes: CallerChange[] = [];

  constructor(shown: PartyCredentials | null, allowed: readonly Identity[] = []) {
    this.shown = shown;
    for (const identity of allowed) this.allowed.add(identityUri(identity));
  }

  credentials(): PartyCredentials | null {
    return this.shown;
  }

  judgeCaller({ identity, fingerprint }: Parameters<ListenerIdentity['judgeCaller']>[0]): string | null {
    const uri = identityUri(identity);
    const since = this.revoked.get(uri) ?? this.revoked.get(fingerprint);
    if (since !== undefined) return `${uri} was revoked at ${since.toISOString()}`;
    return this.allowed.has(uri) ? null : `${uri} is not on the list of callers of this player`;
  }

  enrollment(): OpenEnrollment | null {
    return this.open;
  }

  async renew(certificate: string): Promise<void> {
    if (this.shown !== null) this.shown = { ...this.shown, certificate };
  }

  async setCaller(change: CallerChange): Promise<void> {
    this.changes.push(change);
    const uri = identityUri(change.caller);
    if (change.kind === 'allow') this.allowed.add(uri);
    else this.revoked.set(change.fingerprint ?? uri, new Date());
  }

  callers(): readonly KnownCaller[] {
    return [];
  }
}

/** A player on loopback that knows its lab; whoever dials it does so by TLS. */
export interface LabPlayer extends TestPlayer {
  readonly lab: TestLab;
  readonly own: Identity;
  readonly identity: TestIdentity;
  /** The conductor that it obeys. */
  readonly conductor: PartyCredentials;
  /** How to dial it as a party. */
  as(party: PartyCredentials, access?: Partial<LabAccess>): DialOptions;
}

export async function labPlayer(overrides: Partial<ServeOptions> = {}): Promise<LabPlayer> {
  const lab = await testLab();
  const own = lab.identity('player', 'dut1');
  const bench = lab.identity('conductor', 'bench1');
  const identity = new TestIdentity(await lab.party(own), [bench]);
  const player = await testPlayer({ identity, ...overrides });
  const expected: ExpectedPlayer = { kind: 'player', identity: own, spkiHash: null };
  return {
    ...player,
    lab,
    own,
    identity,
    conductor: await lab.party(bench),
    as: (party, access = {}) => ({
      ...player.dial,
      tokenFolders: [],
      tlsOnLoopback: true,
      lab: { credentials: async () => party, expectPlayer: async () => expected, ...access },
    }),
  };
}
