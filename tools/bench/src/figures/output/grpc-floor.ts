import { join } from 'node:path';
import { type Command, removeFolder } from '@conductor/lab';
import { makeKey, selfSignedCertificate } from '@conductor/protocol';
import type { Ground } from '../../ground/ground.ts';
import type { Site } from '../../ground/site.ts';
import { succeed } from '../../ground/succeed.ts';
import type { FloorClientOptions, FloorServerOptions } from '../../programs/grpc-floor.ts';

/** A bare gRPC server with one file. Disposing it ends it. */
export interface GrpcFloor extends AsyncDisposable {
  /** Brings the file home once, and makes it durable; milliseconds. */
  readonly download: () => Promise<number>;
}

/** The name in the certificate that `selfSignedCertificate` makes. */
const NAME = 'enroll.conductor';

/** Starts the server where players run; over TLS when they are spoken with so. */
export async function startGrpcFloor(ground: Ground, site: Site, file: string): Promise<GrpcFloor> {
  const key = await makeKey();
  const certificate = selfSignedCertificate(key);
  const tls = site.isLoopback ? null : { key, certificate };
  const options: FloorServerOptions = { file, host: site.host, tls };
  const server = ground.start(program('grpc-server', options), { on: site.playersOn });
  const port = Number((await server.lines.find((line) => line.startsWith('listening on '))).split(' ').at(-1));
  const trusted = site.isLoopback ? null : { certificate, name: NAME };
  return {
    download: async () => {
      const folder = ground.newFolder('downloaded');
      const client: FloorClientOptions = { target: join(folder, 'file'), host: site.host, port, trusted };
      const started = ground.start(program('grpc-client', client), { on: site.conductorOn });
      const { stdout } = await succeed(started, 'the bare gRPC client');
      removeFolder(folder);
      return Number(stdout);
    },
    [Symbol.asyncDispose]: () => ground.end([server]),
  };
}

function program(name: string, options: FloorServerOptions | FloorClientOptions): Command {
  const file = join(import.meta.dirname, `../../programs/${name}.ts`);
  return [process.execPath, file, JSON.stringify(options)];
}
