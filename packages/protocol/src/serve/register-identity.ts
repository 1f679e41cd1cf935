import { ConductorError, type HostFacts, type PlayerCondition } from '@conductor/types';
import type { Server } from '@grpc/grpc-js';
import { type CertifiedParty, isIssuedBy } from '../certificates/read-certificate.ts';
import { toParty } from '../codec/identity-text.ts';
import { decodeCallerChange, encodeDescription } from '../codec/player-identity.ts';
import type { Description } from '../gen/conductor/v1/Description.ts';
import { identityUri } from '../identity/identity.ts';
import type { ListenerIdentity } from '../identity/listener-identity.ts';
import type { PartyCredentials } from '../identity/party-credentials.ts';
import { describeMethod, renewMethod, setCallerMethod } from '../wire/services.ts';
import type { Visitor } from './listener-demand.ts';
import type { ServedListener } from './serve-call.ts';
import { type Asker, registerQuestion } from './serve-question.ts';

/** Gives the server the methods by which a conductor looks after the player's identity. */
export function registerIdentity(
  server: Server,
  identity: ListenerIdentity,
  listener: ServedListener,
  track: (served: Promise<void>) => void,
): void {
  const checkVisitor = (visitor: Visitor, path: string): void => {
    const demand = listener.demandOf(path, visitor);
    if (demand.kind === 'nobody') throw new ConductorError('identity', demand.because);
  };
  const describe = {
    method: describeMethod,
    checkVisitor,
    answer: async () => ({ description: descriptionOf(identity, listener) }),
  };
  const renew = {
    method: renewMethod,
    checkVisitor,
    async answer({ certificate }: { readonly certificate: string }, asker: Asker) {
      checkRenewal(toParty(certificate, 'the new certificate'), certificate, ownCredentials(identity));
      await identity.renew(certificate, certifiedAsker(asker));
      return { renewed: {} };
    },
  };
  registerQuestion(server, describe, listener, track);
  registerQuestion(server, renew, listener, track);
  registerQuestion(
    server,
    {
      method: setCallerMethod,
      checkVisitor,
      async answer(request, asker) {
        const change = decodeCallerChange(request);
        const by = certifiedAsker(asker);
        if (change.caller.lab !== by.identity.lab || change.caller.role === 'player') {
          throw new ConductorError('identity', `${identityUri(change.caller)} cannot be a caller of this player`);
        }
        await identity.setCaller(change, by);
        return { callerSet: {} };
      },
    },
    listener,
    track,
  );
}

function descriptionOf(
  identity: ListenerIdentity,
  { facts, condition, clock }: { facts: HostFacts; condition: () => PlayerCondition; clock: ServedListener['clock'] },
): Description {
  const { certificate } = ownCredentials(identity);
  return encodeDescription({
    certificate,
    callers: identity.callers(),
    facts,
    condition: condition(),
    wallTime: clock.now(),
  });
}

/** A certificate that would lock everybody out is refused. */
function checkRenewal(renewed: CertifiedParty, certificate: string, own: PartyCredentials): void {
  const now = toParty(own.certificate, "this player's certificate");
  if (renewed.spkiHash !== now.spkiHash) throw refuse('the new certificate is of another key than this player has');
  if (identityUri(renewed.identity) !== identityUri(now.identity)) {
    throw refuse(
      `the new certificate is of ${identityUri(renewed.identity)}; this player is ${identityUri(now.identity)}`,
    );
  }
  if (!isIssuedBy(certificate, own.authority)) {
    throw refuse("the new certificate was not signed by the authority of this player's lab");
  }
  if (renewed.notAfter < now.notAfter) throw refuse('the new certificate ends before the one that this player has');
}

function ownCredentials(identity: ListenerIdentity): PartyCredentials {
  const credentials = identity.credentials();
  if (credentials === null) throw refuse('this player belongs to no lab any more');
  return credentials;
}

function certifiedAsker({ certified, who }: Asker): CertifiedParty {
  if (certified === null) throw refuse(`${who} has shown no certificate`);
  return certified;
}

function refuse(sentence: string): ConductorError {
  return new ConductorError('identity', sentence);
}
