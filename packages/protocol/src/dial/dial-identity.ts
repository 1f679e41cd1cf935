import { ConductorError, systemClock } from '@conductor/types';
import type { CertifiedParty } from '../certificates/read-certificate.ts';
import { encodeIntroduction } from '../codec/greeting.ts';
import { malformed } from '../codec/malformed.ts';
import { decodeDescription, encodeCallerChange } from '../codec/player-identity.ts';
import type { DialOptions } from '../endpoint.ts';
import type { CallerChange } from '../identity/listener-identity.ts';
import type { PlayerIdentity } from '../identity/player-identity.ts';
import type { PlayerAddress } from '../player-address.ts';
import { describeMethod, renewMethod, setCallerMethod } from '../wire/services.ts';
import { ask, type Line } from './ask.ts';
import { type Attempt, attemptsAt, firstOf } from './attempts.ts';
import { openChannel } from './channel.ts';
import { channelSecurity } from './channel-security.ts';
import { explainDialling } from './explain-dialling.ts';

/** A connection to a player over which a conductor looks after its identity; it claims nothing. */
export interface IdentityConnection extends AsyncDisposable {
  /** Who answers. */
  readonly certified: CertifiedParty;
  /** What the player told when it was dialled. */
  readonly found: PlayerIdentity;
  describe(signal: AbortSignal): Promise<PlayerIdentity>;
  /** Gives the player a new certificate of the key that it has; connections that are open keep the old one. */
  renew(certificate: string, signal: AbortSignal): Promise<void>;
  /** Allows or revokes a caller; what is revoked is cut off within `recheckMs`. */
  setCaller(change: CallerChange, signal: AbortSignal): Promise<void>;
}

/**
 * Connects to a player by TLS and asks it to describe itself. Rejects, as every question does, with a ConductorError as
 * `dialControl` does, and `storage` when the player could not keep something.
 */
export async function dialIdentity(
  address: PlayerAddress,
  options: DialOptions,
  signal: AbortSignal,
): Promise<IdentityConnection> {
  const attempts = await attemptsAt(address, options, signal);
  return await firstOf(
    attempts,
    (attempt) => connectTo(attempt, options, signal),
    ({ peer }) => peer,
    signal,
  );
}

async function connectTo(attempt: Attempt, options: DialOptions, signal: AbortSignal): Promise<IdentityConnection> {
  const { player, numericHost, peer, timing, credentials } = attempt;
  const { clock = systemClock } = options;
  if (credentials.kind !== 'mutual-tls') {
    const message = `${peer} is asked about its identity by TLS only: enroll it, and leave --insecure-network out`;
    throw new ConductorError('identity', message, { player: player.name });
  }
  const security = channelSecurity(credentials, clock);
  const channel = openChannel(numericHost, player.port, timing, security.channel);
  const introduction = encodeIntroduction(options);
  let certified: CertifiedParty | null = null;
  const line: Line = {
    client: channel.client,
    answerMs: timing.greetingMs,
    check(call) {
      certified = security.check(call.getAuthContext());
    },
  };

  /** Asks, and says of a failure whom it is about. */
  async function inPlace<T>(question: Promise<T>, stop: AbortSignal): Promise<T> {
    try {
      return await question;
    } catch (error) {
      throw await explainDialling(security.objection ?? error, attempt, stop);
    }
  }

  async function describe(stop: AbortSignal): Promise<PlayerIdentity> {
    const { description } = await ask(line, describeMethod, { introduction }, stop);
    if (!description) throw malformed('expected a description, got none');
    return decodeDescription(description);
  }

  try {
    const found = await inPlace(describe(signal), signal);
    if (certified === null) throw new ConductorError('identity', `${peer} has shown no certificate`);
    return {
      certified,
      found,
      describe: (stop) => inPlace(describe(stop), stop),
      renew: async (certificate, stop) => {
        await inPlace(ask(line, renewMethod, { introduction, certificate }, stop), stop);
      },
      setCaller: async (change, stop) => {
        await inPlace(ask(line, setCallerMethod, { introduction, ...encodeCallerChange(change) }, stop), stop);
      },
      async [Symbol.asyncDispose]() {
        channel[Symbol.dispose]();
      },
    };
  } catch (error) {
    channel[Symbol.dispose]();
    throw error;
  }
}
