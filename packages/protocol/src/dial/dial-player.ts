import { ConductorError, type HostFacts, type PlayerCondition } from '@conductor/types';
import { Metadata, type StatusObject } from '@grpc/grpc-js';
import { beforeDeadline } from '../before-deadline.ts';
import type { CertifiedParty } from '../certificates/read-certificate.ts';
import type { DialOptions } from '../endpoint.ts';
import { type GreetingRequest, type GreetingResponse, greetPlayer } from '../greeting/greet-player.ts';
import type { PlayerAddress } from '../player-address.ts';
import type { Timing } from '../timing.ts';
import { callerStream } from '../wire/caller-stream.ts';
import type { CallMethod } from '../wire/services.ts';
import type { WireStream } from '../wire/wire-stream.ts';
import { type Attempt, attemptsAt, firstOf } from './attempts.ts';
import { openChannel } from './channel.ts';
import { channelSecurity } from './channel-security.ts';
import { explainDialling } from './explain-dialling.ts';
import { explainFailure } from './explain-failure.ts';
import { Road } from './road.ts';
import { watchPlayer } from './watch-player.ts';

/** A call whose greeting is over. */
export interface DialledCall<Sent, Received> {
  readonly wire: WireStream<Sent, Received>;
  readonly facts: HostFacts;
  readonly condition: PlayerCondition;
  /** What both sides understand. */
  readonly features: readonly string[];
  /** Who the player is by its certificate; `null` without TLS. */
  readonly certified: CertifiedParty | null;
  /** `player "dut1" at 10.0.0.5:6970`. */
  readonly peer: string;
  readonly timing: Timing;
  /** The connection that it is made over. */
  readonly road: Road;
  /** Closes the connection, unless another call goes over it. */
  readonly release: () => void;
}

type DialledMethod<Sent, Received> = Pick<
  CallMethod<Sent | GreetingRequest, never, never, Received>,
  'path' | 'requestSerialize' | 'responseDeserialize'
>;

/** Opens a call of one method and greets, at each address in turn that the player's host stands for. */
export async function dialPlayer<Sent, Received extends GreetingResponse>(
  method: DialledMethod<Sent, Received>,
  player: PlayerAddress,
  options: DialOptions,
  signal: AbortSignal,
): Promise<DialledCall<Sent, Received>> {
  const attempts = await attemptsAt(player, options, signal);
  return await firstOf(
    attempts,
    (attempt) => tryAddress(method, attempt, options, signal),
    ({ peer }) => peer,
    signal,
  );
}

async function tryAddress<Sent, Received extends GreetingResponse>(
  method: DialledMethod<Sent, Received>,
  attempt: Attempt,
  options: DialOptions,
  signal: AbortSignal,
): Promise<DialledCall<Sent, Received>> {
  const { player, numericHost, credentials, peer, timing } = attempt;
  const security = channelSecurity(credentials, options.clock);
  const road = options.over?.leadsTo(attempt)
    ? options.over
    : new Road(attempt, openChannel(numericHost, player.port, timing, security.channel, null, options.load));
  const release = road.enter();
  const call = road.client.makeBidiStreamRequest<Sent | GreetingRequest, Received>(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    new Metadata(),
  );
  let explainStatus = (failure: StatusObject) => new ConductorError('unreachable', failure.details);
  const wire = callerStream(call, (failure) => explainStatus(failure));
  try {
    const { self, version } = options;
    const greeting = greetPlayer(wire, { self, version, credentials });
    const late = `no greeting within ${timing.greetingMs / 1000} s`;
    const { facts, condition, agreement } = await beforeDeadline(greeting, timing.greetingMs, late, signal);
    if (wire.closed.aborted && !wire.endedInOrder) throw wire.closed.reason;
    const certified = security.check(call.getAuthContext());
    explainStatus = (failure) => explainFailure(peer, failure);
    watchPlayer({ ...attempt, certified, lab: options.lab, clock: options.clock }, wire);
    if (road !== options.over) road.openWhile(wire.closed);
    return { wire, road, facts, condition, features: agreement.features, certified, peer, timing, release };
  } catch (error) {
    wire.cut(new ConductorError('interrupted', `${peer} was not greeted`));
    release();
    throw await explainDialling(security.objection ?? error, attempt, signal);
  }
}
