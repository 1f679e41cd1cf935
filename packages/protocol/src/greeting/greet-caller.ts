import { randomBytes } from 'node:crypto';
import { ConductorError, type HostFacts, type PlayerCondition } from '@conductor/types';
import { authMethodCodec } from '../codec/enums.ts';
import { encodeGreeting, nameOf, versionOf } from '../codec/greeting.ts';
import { encodeHostFacts } from '../codec/host-facts.ts';
import { malformed } from '../codec/malformed.ts';
import { encodeCondition } from '../codec/player-condition.ts';
import type { Greeting, Greeting__Output } from '../gen/conductor/v1/Greeting.ts';
import type { Proof__Output } from '../gen/conductor/v1/Proof.ts';
import type { Refused } from '../gen/conductor/v1/Refused.ts';
import type { Welcome } from '../gen/conductor/v1/Welcome.ts';
import { type Agreement, agreeWith, disagreement, ownVersion } from '../protocol-version.ts';
import type { WireStream } from '../wire/wire-stream.ts';
import type { ListenerDemand } from './credentials.ts';
import { isProof, NONCE_BYTES, type Nonces, prove } from './proof.ts';

/** What either service lets a caller say before Welcome. */
export interface CallerMessage {
  readonly kind?: string;
  readonly greeting?: Greeting__Output | null;
  readonly proof?: Proof__Output | null;
}

/** What either service answers before and with Welcome. */
export interface PlayerMessage {
  readonly greeting?: Greeting | null;
  readonly welcome?: Welcome | null;
  readonly refused?: Refused | null;
}

/** How we greet a caller. */
export interface GreetCallerOptions {
  readonly self: string;
  readonly version: string;
  readonly facts: HostFacts;
  readonly condition: () => PlayerCondition;
  readonly demand: ListenerDemand;
}

/** A caller that has proved what was demanded. */
export interface GreetedCaller {
  /** What it calls itself: for messages only. */
  readonly name: string;
  readonly agreement: Agreement;
}

/** The listener's side of the greeting; throws a ConductorError whose code is the reason of a refusal. */
export async function greetCaller(
  wire: WireStream<PlayerMessage, CallerMessage>,
  options: GreetCallerOptions,
): Promise<GreetedCaller> {
  const { demand } = options;
  const greeting = await readBody(wire, 'greeting');
  if (demand.kind === 'nobody') throw new ConductorError('identity', demand.because);
  const name = nameOf(greeting);
  const stated = versionOf(greeting);
  const agreement = agreeWith(stated);
  if (agreement === null) throw new ConductorError('version', disagreement(ownVersion(options.version), stated));
  if (greeting.nonce.length !== NONCE_BYTES) throw malformed(`expected a nonce of ${NONCE_BYTES} bytes`);

  const nonces: Nonces = { caller: greeting.nonce, player: randomBytes(NONCE_BYTES) };
  await wire.write({
    greeting: {
      ...encodeGreeting({ ...options, nonce: nonces.player }),
      authMethod: authMethodCodec.encode(demand.kind),
      proof: demand.kind === 'token' ? prove(demand.token, 'player', nonces) : Buffer.alloc(0),
    },
  });
  const { proof } = await readBody(wire, 'proof');
  if (demand.kind === 'token' && !isProof(proof, demand.token, 'caller', nonces)) {
    throw new ConductorError('identity', 'the proof is wrong: the caller does not know the token of this player');
  }
  await wire.write({
    welcome: { facts: encodeHostFacts(options.facts), condition: encodeCondition(options.condition()) },
  });
  return { name, agreement };
}

async function readBody<K extends 'greeting' | 'proof'>(
  wire: WireStream<PlayerMessage, CallerMessage>,
  expected: K,
): Promise<NonNullable<CallerMessage[K]>> {
  const message = await wire.read();
  if (message === null) throw malformed(`the call ended before its ${expected}`);
  const body = message[expected];
  if (message.kind !== expected || !body) throw malformed(`expected a ${expected}, got ${message.kind ?? 'nothing'}`);
  return body;
}
