/*
 * The other side of `grpc-server.ts`: streams the file into one of its own and makes it durable. Its argument is JSON. Prints
 * the milliseconds from the call until then.
 */
import { open } from 'node:fs/promises';
import { Client, credentials } from '@grpc/grpc-js';
import { DOWNLOAD, type FloorClientOptions } from './grpc-floor.ts';

const { target, host, port, trusted }: FloorClientOptions = JSON.parse(process.argv[2] ?? '');
const secure =
  trusted === null ? credentials.createInsecure() : credentials.createSsl(Buffer.from(trusted.certificate));
const client = new Client(`${host}:${port}`, secure, {
  ...(trusted === null ? {} : { 'grpc.ssl_target_name_override': trusted.name }),
  // What the collector asks for.
  'grpc-node.flow_control_window': 8 * 1024 * 1024,
});
const file = await open(target, 'wx');
const { path, requestSerialize, responseDeserialize } = DOWNLOAD;
const began = performance.now();
const bytes = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, Buffer.alloc(0));
for await (const chunk of bytes) await file.write(chunk);
await file.sync();
console.log(performance.now() - began);
await file.close();
client.close();
