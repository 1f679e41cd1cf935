import type { Duplex } from 'node:stream';
import { ServerCredentials } from '@grpc/grpc-js';
import type { ServeOptions } from '../endpoint.ts';
import type { Timing } from '../timing.ts';
import { grpcServer, sayGoodbye } from './grpc-server.ts';
import { registerEnrollment } from './register-enrollment.ts';
import { registerMethods } from './register-methods.ts';
import type { ServedListener } from './serve-call.ts';

/** The two gRPC servers behind the door. They listen on nothing, and what they are given has no TLS any more. */
export interface InnerServers {
  /** Gives a connection to the server that has every method but one. */
  admit(socket: Duplex): void;
  /** Gives a connection to the server that has only this one: Enroll. */
  admitEnrolling(socket: Duplex): void;
  /** Gives both their methods; returns the set of the calls that are under way. */
  register(options: ServeOptions, listener: ServedListener): ReadonlySet<Promise<void>>;
  /** Tells every peer that no more calls are taken. */
  sayGoodbye(): void;
  destroy(): void;
}

/** Makes both servers. */
export function innerServers(timing: Timing): InnerServers {
  const servers = [grpcServer(timing), grpcServer(timing)] as const;
  const [main, enrolling] = servers;
  const injectors = servers.map((server) => server.createConnectionInjector(ServerCredentials.createInsecure()));
  return {
    admit: (socket) => injectors[0]?.injectConnection(socket),
    admitEnrolling: (socket) => injectors[1]?.injectConnection(socket),
    register(options, listener) {
      const { onControl, onResults, onDelivery, identity = null } = options;
      const calls = new Set<Promise<void>>();
      const track = (served: Promise<void>): void => {
        calls.add(served);
        void served.then(() => calls.delete(served));
      };
      registerMethods(main, { onControl, onResults, ...(onDelivery ? { onDelivery } : {}), identity }, listener, track);
      if (identity !== null) registerEnrollment(enrolling, identity, listener, track);
      return calls;
    },
    sayGoodbye() {
      for (const server of servers) sayGoodbye(server);
    },
    destroy() {
      for (const injector of injectors) injector.destroy();
    },
  };
}
