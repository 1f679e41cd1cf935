import { ConductorError } from '@conductor/types';
import { ServerCredentials } from '@grpc/grpc-js';
import { withinTime } from '../before-deadline.ts';
import type { PlayerListener, ServeOptions } from '../endpoint.ts';
import { isLoopback, isWildcard } from '../network-address.ts';
import { DEFAULT_TIMING } from '../timing.ts';
import { type WrittenToken, writeToken } from '../token/token-file.ts';
import { tokenFolders } from '../token/token-folders.ts';
import { type FrontDoor, openFrontDoor } from './front-door.ts';
import { grpcServer, sayGoodbye } from './grpc-server.ts';
import { demandOf } from './listener-demand.ts';
import { allowedAddresses, ownAddress } from './own-address.ts';
import { refusalLog } from './refusal-log.ts';
import { registerMethods } from './register-methods.ts';

/**
 * Listens as a player. Rejects with a ConductorError: `bind` when the address cannot be listened on, or may not be
 * without `insecureNetwork`; `storage` when no token can be written; `config` when `allowedConductor` has no address.
 */
export async function servePlayer(options: ServeOptions): Promise<PlayerListener> {
  const { self, version, facts, condition, insecureNetwork } = options;
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  const host = await ownAddress(options);
  const allowedHosts = await allowedAddresses(options.allowedConductor);
  const server = grpcServer(timing);
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  const log = refusalLog(options.onRefused);
  const closing = new AbortController();
  // A caller may come before the token is written: it waits at the door.
  const ready = Promise.withResolvers<void>();
  const onRefused = log.tell;
  const door = await openFrontDoor({
    host,
    port: options.port,
    greetingMs: timing.greetingMs,
    onRefused,
    admit(socket) {
      void ready.promise.then(() => {
        if (!socket.destroyed) injector.injectConnection(socket);
      });
    },
  });
  const written = await tokenFor(door, options).catch(async (error: unknown) => {
    door.cut();
    await door.close();
    throw error;
  });
  const policy = { token: written?.token ?? null, insecureNetwork, allowedHosts };
  const calls = registerMethods(server, options, {
    self,
    version,
    facts,
    condition,
    timing,
    demandOf: (callerHost) => demandOf(callerHost, policy),
    greeted: door.greeted,
    onRefused,
    closing: closing.signal,
  });
  ready.resolve();

  async function close(): Promise<void> {
    await written?.[Symbol.asyncDispose]();
    const closed = door.close();
    closing.abort(new ConductorError('interrupted', 'this player is ending'));
    const goodbye = Promise.all(calls).then(() => {
      sayGoodbye(server);
      return closed;
    });
    await withinTime(goodbye, timing.closingMs);
    door.cut();
    injector.destroy();
    await closed;
    log[Symbol.dispose]();
  }

  let closed: Promise<void> | null = null;
  return {
    host: door.host,
    port: door.port,
    [Symbol.asyncDispose]() {
      closed ??= close();
      return closed;
    },
  };
}

/** A listener that loopback callers can reach has one token, in a file for each address that they reach it at. */
async function tokenFor({ host, port }: FrontDoor, { tokenFolder }: ServeOptions): Promise<WrittenToken | null> {
  const folders = tokenFolder === undefined ? tokenFolders(process.env) : [tokenFolder];
  if (isLoopback(host)) return writeToken(folders, [host], port);
  if (!isWildcard(host)) return null;
  return writeToken(folders, host === '0.0.0.0' ? ['127.0.0.1'] : ['127.0.0.1', '::1'], port);
}
