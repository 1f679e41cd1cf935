import { createSecureContext } from 'node:tls';
import { Client, credentials, Metadata, type StatusObject } from '@grpc/grpc-js';
import { fromJSON, type MethodDefinition } from '@grpc/proto-loader';
import type { Refused__Output } from '../../src/gen/conductor/v1/Refused.ts';
import { descriptor } from '../../src/gen/descriptor.ts';
import type { PartyCredentials, PlayerAddress } from '../../src/index.ts';

/** Any message, by the names of its fields. */
export type AnyMessage = Readonly<Record<string, unknown>>;
type AnyMethod = MethodDefinition<AnyMessage, AnyMessage, AnyMessage, AnyMessage>;

/** What one call came to. */
export interface RawAnswer {
  /** Kinds of the messages that came. */
  readonly kinds: readonly string[];
  readonly refused: Refused__Output | null;
  /** The status of the call, unless an answer came that ended it for us. */
  readonly status: StatusObject | null;
}

/** Every method of the contract, by its path. */
export const METHODS: ReadonlyMap<string, AnyMethod> = new Map(
  Object.values(fromJSON(descriptor, { longs: String, enums: String, defaults: true, oneofs: true })).flatMap((one) =>
    'format' in one ? [] : Object.values(one).map((method) => [method.path, method as AnyMethod] as const),
  ),
);

/** Who calls, as far as TLS goes: a certificate or none, and the server name that it asks for. */
export interface RawCaller {
  readonly party: PartyCredentials | null;
  readonly serverName: string;
  /** The only certificate that it believes, PEM; `null` believes anybody. */
  readonly trusts: string | null;
  /** How much metadata it brings; default: none. */
  readonly metadataBytes?: number;
}

/**
 * Calls a method as a stranger would, which says these messages one after the other, each when an answer to the one before has
 * come.
 */
export function callRaw(
  { host, port }: PlayerAddress,
  { party, serverName, trusts, metadataBytes = 0 }: RawCaller,
  path: string,
  messages: readonly AnyMessage[],
): Promise<RawAnswer> {
  const method = METHODS.get(path);
  if (method === undefined) throw new Error(`${path} is not in the contract`);
  const own = party === null ? {} : { key: party.key, cert: party.certificate };
  const context = createSecureContext({ ...own, ...(trusts === null ? {} : { ca: trusts }), minVersion: 'TLSv1.3' });
  const security = credentials.createFromSecureContext(context, {
    checkServerIdentity: () => undefined,
    rejectUnauthorized: trusts !== null,
  });
  const client = new Client(`ipv4:${host}:${port}`, security, {
    'grpc.use_local_subchannel_pool': 1,
    'grpc.enable_retries': 0,
    'grpc.ssl_target_name_override': serverName,
  });
  const metadata = new Metadata();
  for (let left = metadataBytes; left > 0; left -= 10_000) metadata.set(`x-much-${left}`, 'x'.repeat(10_000));
  // A question of one message is a stream of one message on the wire.
  const call = client.makeBidiStreamRequest<AnyMessage, AnyMessage>(
    path,
    method.requestSerialize,
    method.responseDeserialize,
    metadata,
  );
  const { promise, resolve } = Promise.withResolvers<RawAnswer>();
  const kinds: string[] = [];
  const waiting = [...messages];
  let refused: Refused__Output | null = null;
  const sayNext = (): boolean => {
    const next = waiting.shift();
    if (next !== undefined) call.write(next);
    if (!method.requestStream) call.end();
    return next !== undefined;
  };
  call.on('error', () => undefined);
  call.on('data', (message: AnyMessage) => {
    kinds.push(String(message['kind']));
    refused ??= (message['refused'] as Refused__Output | null | undefined) ?? null;
    if (refused !== null || !sayNext()) resolve({ kinds, refused, status: null });
  });
  call.on('status', (status: StatusObject) => resolve({ kinds, refused, status }));
  sayNext();
  return promise.finally(() => {
    call.cancel();
    client.close();
  });
}
