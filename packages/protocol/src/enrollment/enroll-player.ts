import { createSecureContext } from 'node:tls';
import { ConductorError, type HostFacts } from '@conductor/types';
import { type ChannelCredentials, credentials } from '@grpc/grpc-js';
import { ENROLLMENT_SERVER_NAME } from '../certificates/authority.ts';
import { type CertifiedParty, certifiedParty, readCertificate } from '../certificates/read-certificate.ts';
import { encodeEnrollment } from '../codec/enrollment.ts';
import { decodeHostFacts } from '../codec/host-facts.ts';
import { malformed } from '../codec/malformed.ts';
import { ask, type Line } from '../dial/ask.ts';
import { firstOf, numericHosts } from '../dial/attempts.ts';
import { openChannel } from '../dial/channel.ts';
import { lookForReason } from '../dial/look.ts';
import type { Identity } from '../identity/identity.ts';
import { TLS_VERSION } from '../identity/party-tls.ts';
import { formatAddress } from '../network-address.ts';
import type { PlayerAddress } from '../player-address.ts';
import { DEFAULT_TIMING, type Timing } from '../timing.ts';
import { enrollMethod } from '../wire/services.ts';
import { proveCode } from './enrollment-proof.ts';
import { codeHash, type JoinCode } from './join-code.ts';
import { probePin } from './probe-pin.ts';

/** How to enroll a player. */
export interface EnrollOptions {
  /** What we call ourselves: `user@host (pid 4711)`. */
  readonly self: string;
  /** Version of our software. */
  readonly version: string;
  readonly code: JoinCode;
  /**
   * Certifies the key of the player, which is SubjectPublicKeyInfo in PEM. Asked only when the key has been found to be the
   * one that the code names.
   */
  readonly certify: (publicKey: string) => Promise<GivenByLab>;
  /** Default: `DEFAULT_TIMING`. */
  readonly timing?: Partial<Timing>;
}

/** What a lab gives to a player. */
export interface GivenByLab {
  readonly certificate: string;
  readonly authority: string;
  /** Whom the player obeys from then on. */
  readonly callers: readonly Identity[];
}

/** A player that has been enrolled. */
export interface EnrolledPlayer {
  /** What it is now. */
  readonly certified: CertifiedParty;
  readonly facts: HostFacts;
}

/**
 * Enrolls the player at an address. The key that answers is compared with the code before anything is said; then the code
 * is proved, never sent. Rejects with a ConductorError: `unreachable` when nobody answers, or what is no player; `identity`
 * when another key answers or none is shown (no code, no TLS, an old TLS, a connection that is refused with a reason), or
 * the player does not accept the code; `version`, `protocol`; and with the signal's reason when that is aborted first.
 */
export async function enrollPlayer(
  address: PlayerAddress,
  options: EnrollOptions,
  signal: AbortSignal,
): Promise<EnrolledPlayer> {
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  const hosts = await numericHosts(address, timing, signal);
  const peerAt = (numericHost: string) => `player "${address.name}" at ${formatAddress(numericHost, address.port)}`;
  const enroll = async (numericHost: string) => {
    try {
      return await enrollAt({ name: address.name, numericHost, port: address.port, timing }, options, signal);
    } catch (error) {
      const { code, message } = ConductorError.from(error, 'unreachable', 'no connection');
      throw new ConductorError(code, `${peerAt(numericHost)}: ${message}`, { cause: error, player: address.name });
    }
  };
  return await firstOf(hosts, enroll, peerAt, signal);
}

interface EnrollmentPlace {
  readonly name: string;
  readonly numericHost: string;
  readonly port: number;
  readonly timing: Timing;
}

async function enrollAt(place: EnrollmentPlace, options: EnrollOptions, signal: AbortSignal): Promise<EnrolledPlayer> {
  const { name, numericHost, port, timing } = place;
  const { code, certify } = options;
  const shown = await probePin(
    { name, numericHost, port, spkiHash: code.spkiHash, timeoutMs: timing.greetingMs },
    signal,
  );
  const { spkiHash, publicKey } = readCertificate(shown);
  using channel = openChannel(numericHost, port, timing, pinnedCredentials(shown), ENROLLMENT_SERVER_NAME);
  const given = await certify(publicKey);
  const proof = proveCode(codeHash(code.secret), { spkiHash, authority: given.authority });
  const line: Line = {
    client: channel.client,
    answerMs: timing.greetingMs,
    check(call) {
      const answered = call.getAuthContext()?.sslPeerCertificate?.raw;
      if (answered === undefined || readCertificate(answered).spkiHash !== spkiHash) throw otherKey();
    },
  };
  const { enrolled } = await ask(line, enrollMethod, encodeEnrollment({ ...given, proof }, options), signal).catch(
    async (error: unknown) => {
      throw (await reasonAt(place, error, signal)) ?? error;
    },
  );
  const certified = certifiedParty(given.certificate);
  if (!enrolled || certified === null) throw malformed('expected to hear that it is enrolled');
  return { certified, facts: decodeHostFacts(enrolled.facts) };
}

/** The certificate that was compared with the code is the only one that is believed, and is compared again. */
function pinnedCredentials(shown: string): ChannelCredentials {
  const context = createSecureContext({ ca: shown, ...TLS_VERSION });
  const { fingerprint } = readCertificate(shown);
  return credentials.createFromSecureContext(context, {
    checkServerIdentity: (_host, { raw }) =>
      readCertificate(raw).fingerprint === fingerprint ? undefined : otherKey(),
  });
}

/** What the player says to a connection that gets no further; `null` when it says nothing. */
async function reasonAt({ numericHost, port }: EnrollmentPlace, error: unknown, signal: AbortSignal) {
  if (ConductorError.from(error, 'unreachable', '').code !== 'unreachable') return null;
  const sight = await lookForReason({ numericHost, port, signal }, ENROLLMENT_SERVER_NAME);
  return sight.kind === 'refused' ? new ConductorError('identity', sight.sentence, { cause: error }) : null;
}

function otherKey(): ConductorError {
  return new ConductorError(
    'identity',
    'another key answers than a moment ago; somebody is on the way, or the player was restarted',
  );
}
