import { createSecureContext, type SecureContext } from 'node:tls';
import { type Clock, ConductorError, systemClock } from '@conductor/types';
import { type ChannelCredentials, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { type CertifiedParty, certifiedParty, isIssuedByOneOf } from '../certificates/read-certificate.ts';
import type { CallerCredentials } from '../greeting/credentials.ts';
import type { PartyCredentials } from '../identity/party-credentials.ts';
import { tlsOf } from '../identity/party-tls.ts';
import { objectionTo } from './judge-player.ts';

type AuthContext = ReturnType<ClientDuplexStream<unknown, unknown>['getAuthContext']>;

/** How one channel is secured. */
export interface ChannelSecurity {
  readonly channel: ChannelCredentials;
  /** Why the player that answered is not the one that must; nothing has been said to it. */
  readonly objection: ConductorError | null;
  /** Who answers on the connection of a call; throws when it is not who must. `null` without TLS. */
  check(context: AuthContext): CertifiedParty | null;
}

/**
 * What a caller's credentials mean for a channel. Over TLS the player must show a certificate of our lab's authority, and of
 * the very identity that the lab expects at this address: this is asked within the handshake, and again of the connection
 * that the greeting went over.
 */
export function channelSecurity(shown: CallerCredentials, clock: Clock = systemClock): ChannelSecurity {
  if (shown.kind !== 'mutual-tls') {
    return { channel: credentials.createInsecure(), objection: null, check: () => null };
  }
  const { party, expected } = shown;
  let last: Judged | null = null;

  function judge(certificate: Uint8Array): Judged {
    // What was shown in the handshake is shown again of the same connection.
    if (last === null || Buffer.compare(last.certificate, certificate) !== 0) last = judged(certificate);
    return last;
  }

  function judged(certificate: Uint8Array): Judged {
    const isOfLab = isIssuedByOneOf(certificate, party.authority);
    const found = isOfLab ? certifiedParty(certificate) : null;
    const sentence = isOfLab ? objectionTo(found, expected, clock.now()) : OF_SOMEBODY_BELOW;
    return { certificate, found, objection: sentence === null ? null : new ConductorError('identity', sentence) };
  }

  return {
    channel: credentials.createFromSecureContext(contextOf(party), {
      checkServerIdentity: (_host, { raw }) => judge(raw).objection ?? undefined,
    }),
    get objection() {
      return last?.objection ?? null;
    },
    check(authContext) {
      const certificate = authContext?.sslPeerCertificate?.raw;
      if (certificate === undefined) throw new ConductorError('identity', 'it has shown no certificate of this lab');
      const { objection, found } = judge(certificate);
      if (objection !== null) throw objection;
      return found;
    },
  };
}

/** A certificate that was shown: whose it is, and why that is not who must answer. */
interface Judged {
  readonly certificate: Uint8Array;
  readonly found: CertifiedParty | null;
  readonly objection: ConductorError | null;
}

const OF_SOMEBODY_BELOW =
  'its certificate was signed by somebody below the authority of this lab, and not by it; enroll it again with --replace';

/** Keys and certificates are parsed once, and the connections of one caller share what comes of that. */
const CONTEXTS = new WeakMap<PartyCredentials, SecureContext>();

function contextOf(party: PartyCredentials): SecureContext {
  const known = CONTEXTS.get(party) ?? createSecureContext(tlsOf(party));
  CONTEXTS.set(party, known);
  return known;
}
