import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import type { ConductRequest__Output } from '../../src/gen/conductor/v1/ConductRequest.ts';
import type { ConductResponse } from '../../src/gen/conductor/v1/ConductResponse.ts';
import type { DialOptions, PlayerAddress } from '../../src/index.ts';
import { writeToken } from '../../src/token/token-file.ts';
import { conductMethod } from '../../src/wire/services.ts';

type RawServerCall = ServerDuplexStream<ConductRequest__Output, ConductResponse>;

/** Something that listens on a player's address and obeys no rule but gRPC's. */
export interface RawPlayer extends AsyncDisposable {
  readonly address: PlayerAddress;
  readonly dial: DialOptions;
  /** The token in the file for this address, which a squatter does not know. */
  readonly token: Uint8Array;
  /** Everything that a caller said. */
  readonly heard: readonly ConductRequest__Output[];
}

/** `answer` is given every message of every call. */
export async function rawPlayer(
  answer: (call: RawServerCall, message: ConductRequest__Output) => void,
): Promise<RawPlayer> {
  const folder = await mkdtemp(join(tmpdir(), 'conductor-token-'));
  const heard: ConductRequest__Output[] = [];
  const server = new Server();
  const serve = (call: RawServerCall) => {
    call.on('data', (message: ConductRequest__Output) => {
      heard.push(message);
      answer(call, message);
    });
    call.on('end', () => call.end());
  };
  const { path, responseSerialize, requestDeserialize } = conductMethod;
  server.register(path, serve, responseSerialize, requestDeserialize, 'bidi');
  const port = await new Promise<number>((resolve, reject) => {
    const bound = (error: Error | null, number: number) => (error ? reject(error) : resolve(number));
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), bound);
  });
  const written = await writeToken([folder], ['127.0.0.1'], port);
  return {
    address: { name: 'dut1', host: '127.0.0.1', port },
    dial: { self: 'me@control (pid 7)', version: '1.2.3', insecureNetwork: false, tokenFolders: [folder] },
    token: written.token,
    heard,
    async [Symbol.asyncDispose]() {
      server.forceShutdown();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
