import { ConductorError, systemClock } from '@conductor/types';
import { withinTime } from '../before-deadline.ts';
import type { PlayerListener, ServeOptions } from '../endpoint.ts';
import { isLoopback, isWildcard } from '../network-address.ts';
import { DEFAULT_TIMING } from '../timing.ts';
import { type WrittenToken, writeToken } from '../token/token-file.ts';
import { tokenFolders } from '../token/token-folders.ts';
import { admitByFirstByte } from './admission.ts';
import { type FrontDoor, openFrontDoor } from './front-door.ts';
import { innerServers } from './inner-servers.ts';
import { demandOf } from './listener-demand.ts';
import { allowedAddresses, ownAddress } from './own-address.ts';
import { refusalLog } from './refusal-log.ts';
import { secureDoor } from './secure-door.ts';

/**
 * Listens as a player. Rejects with a ConductorError: `bind` when the address cannot be listened on, or may not be
 * without an identity or `insecureNetwork`; `storage` when no token can be written; `config` when `allowedConductor` has no address.
 */
export async function servePlayer(options: ServeOptions): Promise<PlayerListener> {
  const { self, version, facts, condition, insecureNetwork, identity = null, clock = systemClock } = options;
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  const host = await ownAddress(options);
  const allowedHosts = await allowedAddresses(options.allowedConductor);
  const servers = innerServers(timing);
  const log = refusalLog(options.onRefused);
  const closing = new AbortController();
  // A caller may come before the token is written: it waits at the door.
  const ready = Promise.withResolvers<void>();
  const onRefused = log.tell;
  const admission = {
    policy: { identity, insecureNetwork },
    secureDoor: identity && secureDoor({ ...servers, identity, onRefused }),
    admitPlain: servers.admit,
    onRefused,
  };
  const door = await openFrontDoor({
    host,
    port: options.port,
    greetingMs: timing.greetingMs,
    onRefused,
    admit(socket) {
      void ready.promise.then(() => {
        if (!socket.destroyed) admitByFirstByte(socket, admission);
      });
    },
  });
  const written = await tokenFor(door, options).catch(async (error: unknown) => {
    door.cut();
    await door.close();
    throw error;
  });
  const policy = { token: written?.token ?? null, insecureNetwork, allowedHosts, identity, clock };
  const calls = servers.register(options, {
    self,
    version,
    facts,
    condition,
    timing,
    clock,
    demandOf: (path, visitor) => demandOf(path, visitor, policy),
    greeted: door.greeted,
    evict: door.evict,
    onRefused,
    closing: closing.signal,
  });
  ready.resolve();

  async function close(): Promise<void> {
    await written?.[Symbol.asyncDispose]();
    const closed = door.close();
    closing.abort(new ConductorError('interrupted', 'this player is ending'));
    const goodbye = Promise.all(calls).then(() => {
      servers.sayGoodbye();
      return closed;
    });
    await withinTime(goodbye, timing.closingMs);
    door.cut();
    servers.destroy();
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
