import type { MethodDefinition } from '@grpc/grpc-js';

/** The size in which a bare stream is fastest on the machines that it was tried on. */
export const CHUNK_BYTES = 256 * 1024;

/** What the server is told. */
export interface FloorServerOptions {
  readonly file: string;
  readonly host: string;
  readonly tls: FloorTls | null;
}

/** What the client is told. */
export interface FloorClientOptions {
  readonly target: string;
  readonly host: string;
  readonly port: number;
  /** The certificate of the server and the name in it; `null` without TLS. */
  readonly trusted: { readonly certificate: string; readonly name: string } | null;
}

/** What the server shows; both are PEM. */
export interface FloorTls {
  readonly key: string;
  readonly certificate: string;
}

const asItIs = (bytes: Buffer) => bytes;

/** One call that returns a stream of bytes as they are. */
export const DOWNLOAD: MethodDefinition<Buffer, Buffer> = {
  path: '/floor/Download',
  requestStream: false,
  responseStream: true,
  requestSerialize: asItIs,
  requestDeserialize: asItIs,
  responseSerialize: asItIs,
  responseDeserialize: asItIs,
};
