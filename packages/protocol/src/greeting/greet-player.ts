import { randomBytes } from 'node:crypto';
import { ConductorError, type HostFacts, type PlayerCondition } from '@conductor/types';
import { authMethodCodec } from '../codec/enums.ts';
import { encodeGreeting, nameOf, versionOf } from '../codec/greeting.ts';
import { decodeHostFacts } from '../codec/host-facts.ts';
import { malformed } from '../codec/malformed.ts';
import { decodeCondition } from '../codec/player-condition.ts';
import { decodeRefusal, refusalError } from '../codec/refusal.ts';
import type { Greeting, Greeting__Output } from '../gen/conductor/v1/Greeting.ts';
import type { Proof } from '../gen/conductor/v1/Proof.ts';
import type { Refused__Output } from '../gen/conductor/v1/Refused.ts';
import type { Welcome__Output } from '../gen/conductor/v1/Welcome.ts';
import { type Agreement, agreeWith, disagreement, ownVersion } from '../protocol-version.ts';
import { quoted } from '../quoted.ts';
import type { FoundTokens } from '../token/token-file.ts';
import type { WireStream } from '../wire/wire-stream.ts';
import type { CallerCredentials } from './credentials.ts';
import { isProof, NONCE_BYTES, type Nonces, prove } from './proof.ts';

/** What either service lets a caller say before Welcome. */
export interface GreetingRequest {
  readonly greeting?: Greeting | null;
  readonly proof?: Proof | null;
}

/** What either service answers before and with Welcome. */
export interface GreetingResponse {
  readonly kind?: string;
  readonly greeting?: Greeting__Output | null;
  readonly welcome?: Welcome__Output | null;
  readonly refused?: Refused__Output | null;
}

/** How we greet a player. */
export interface GreetPlayerOptions {
  readonly self: string;
  readonly version: string;
  readonly credentials: CallerCredentials;
}

/** What a player is, once it has let us in. */
export interface GreetedPlayer {
  readonly facts: HostFacts;
  readonly condition: PlayerCondition;
  readonly agreement: Agreement;
}

/**
 * The caller's side of the greeting. The player proves itself before we prove anything: whoever squats on its
 * address learns nothing.
 */
export async function greetPlayer(
  wire: WireStream<GreetingRequest, GreetingResponse>,
  options: GreetPlayerOptions,
): Promise<GreetedPlayer> {
  const nonce = randomBytes(NONCE_BYTES);
  await wire.write({ greeting: encodeGreeting({ ...options, nonce }) });
  const greeting = await readBody(wire, 'greeting');
  const stated = versionOf(greeting);
  const agreement = agreeWith(stated);
  if (agreement === null) throw new ConductorError('version', disagreement(stated, ownVersion(options.version)));
  const proof = await answer(greeting, { caller: nonce, player: greeting.nonce }, options.credentials);
  await wire.write({ proof: { proof } });
  const welcome = await readBody(wire, 'welcome');
  return { facts: decodeHostFacts(welcome.facts), condition: decodeCondition(welcome.condition), agreement };
}

/** Checks what the player demands and how it proves itself; returns what we prove. */
async function answer(greeting: Greeting__Output, nonces: Nonces, credentials: CallerCredentials): Promise<Buffer> {
  if (nonces.player.length !== NONCE_BYTES) throw malformed(`expected a nonce of ${NONCE_BYTES} bytes`);
  const demanded = authMethodCodec.decode(greeting.authMethod);
  switch (credentials.kind) {
    case 'none':
      if (demanded === 'none') return Buffer.alloc(0);
      throw new ConductorError('identity', `it demands ${DEMAND[demanded]}, which nobody has over this address`);
    case 'mutual-tls':
      if (demanded === 'mutual-tls') return Buffer.alloc(0);
      throw new ConductorError('identity', `it has taken our certificate and demands ${DEMAND[demanded]}`);
    case 'token': {
      if (demanded !== 'token') throw new ConductorError('identity', `it does not prove that it is your player`);
      const found = await credentials.readTokens();
      const token = found.tokens.find((one) => isProof(greeting.proof, one, 'player', nonces));
      if (token !== undefined) return prove(token, 'caller', nonces);
      throw new ConductorError('identity', strangerSentence(nameOf(greeting), found));
    }
  }
}

const DEMAND = { none: 'nothing', token: 'a token of its own host', 'mutual-tls': 'a client certificate' } as const;

/** Whose it is cannot be told where no token of it is found: what was looked for, and where, is said instead. */
function strangerSentence(name: string, { tokens, refused, places }: FoundTokens): string {
  const who = name === '' ? '' : ` (it calls itself ${quoted(name)})`;
  if (tokens.length > 0) {
    const since = ', since it does not know the token in your token file';
    return `this player belongs to another user${who}${since}; run conduct as that user, or enroll`;
  }
  if (refused.length > 0) {
    return `the token of this player${who} is there and of no use to this user (${refused.join('; ')}); run conduct as the user of the player, or enroll`;
  }
  return (
    `there is no token of this player${who} for this user (${places.join(', ')}): it belongs to another user, or its token was removed since it began; ` +
    'run conduct as the user of the player, with the same XDG_RUNTIME_DIR and HOME, or enroll; if the file was removed, start the player again'
  );
}

async function readBody<K extends 'greeting' | 'welcome'>(
  wire: WireStream<GreetingRequest, GreetingResponse>,
  expected: K,
): Promise<NonNullable<GreetingResponse[K]>> {
  const message = await wire.read();
  if (message === null) throw malformed(`it ended the call before its ${expected}`);
  if (message.kind === 'refused' && message.refused) throw refusalError(decodeRefusal(message.refused));
  const body = message[expected];
  if (message.kind !== expected || !body) throw malformed(`expected its ${expected}, got ${message.kind ?? 'nothing'}`);
  return body;
}
