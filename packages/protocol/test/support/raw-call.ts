import { Client, type ClientOptions, credentials, Metadata, type StatusObject } from '@grpc/grpc-js';
import type { ConductRequest } from '../../src/gen/conductor/v1/ConductRequest.ts';
import type { ConductResponse__Output } from '../../src/gen/conductor/v1/ConductResponse.ts';
import type { PlayerAddress } from '../../src/index.ts';
import { conductMethod } from '../../src/wire/services.ts';

/** A call of Conduct that obeys no rule but gRPC's. */
export interface RawCall extends Disposable {
  say(message: ConductRequest): void;
  /** Bytes in the place of a message. */
  sayBytes(bytes: Uint8Array): void;
  end(): void;
  /** The next message; `null` at the end. */
  hear(): Promise<ConductResponse__Output | null>;
  readonly status: Promise<StatusObject>;
}

/** Calls a player's control service as a stranger would. */
export function rawCall(
  { host, port }: PlayerAddress,
  metadata = new Metadata(),
  options: ClientOptions = {},
): RawCall {
  const target = host.includes(':') ? `ipv6:[${host}]:${port}` : `ipv4:${host}:${port}`;
  const client = new Client(target, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1, ...options });
  const serialize = (message: ConductRequest | Uint8Array) =>
    message instanceof Uint8Array ? Buffer.from(message) : conductMethod.requestSerialize(message);
  const call = client.makeBidiStreamRequest<ConductRequest | Uint8Array, ConductResponse__Output>(
    conductMethod.path,
    serialize,
    conductMethod.responseDeserialize,
    metadata,
  );
  const { promise: status, resolve } = Promise.withResolvers<StatusObject>();
  call.on('error', () => undefined);
  call.on('status', resolve);
  const messages = call.iterator({ destroyOnReturn: false }) as AsyncIterator<ConductResponse__Output>;
  return {
    say: (message) => void call.write(message),
    sayBytes: (bytes) => void call.write(bytes),
    end: () => void call.end(),
    hear: async () => {
      try {
        const next = await messages.next();
        return next.done ? null : next.value;
      } catch {
        return null; // The status tells.
      }
    },
    status,
    [Symbol.dispose]() {
      call.cancel();
      client.close();
    },
  };
}
