/*
 * The floor of bringing bytes home: a bare gRPC server that streams one file to each caller. Its argument is JSON: the
 * file, the address to listen on, and a key with its certificate, or none. Prints where it listens.
 */

import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { Server, ServerCredentials, type ServerWritableStream } from '@grpc/grpc-js';
import { CHUNK_BYTES, DOWNLOAD, type FloorServerOptions } from './grpc-floor.ts';

const { file, host, tls }: FloorServerOptions = JSON.parse(process.argv[2] ?? '');
const server = new Server();
server.addService({ download: DOWNLOAD }, { download });
const pair = tls === null ? null : { private_key: Buffer.from(tls.key), cert_chain: Buffer.from(tls.certificate) };
const credentials = pair === null ? ServerCredentials.createInsecure() : ServerCredentials.createSsl(null, [pair]);
server.bindAsync(`${host}:0`, credentials, (error, port) => {
  if (error !== null) throw error;
  console.log(`listening on ${port}`);
});

async function download(call: ServerWritableStream<Buffer, Buffer>): Promise<void> {
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    if (!call.write(chunk)) await once(call, 'drain');
  }
  call.end();
}
