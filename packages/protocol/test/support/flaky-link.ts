import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { PlayerAddress } from '../../src/index.ts';
import type { TestPlayer } from './test-player.ts';

/** When a link breaks, and in which direction that is counted. */
export interface Break {
  /** Bytes from the caller, or to it. */
  readonly counting: 'from caller' | 'to caller';
  /** The last byte that passes; what comes after it is lost. */
  readonly afterBytes: number;
}

/** A TCP link to a player that a test can break. */
export interface FlakyLink extends AsyncDisposable {
  /** Where to dial. */
  readonly address: PlayerAddress;
  /** Bytes that have passed. */
  readonly passed: Readonly<Record<Break['counting'], number>>;
  /** From now on nothing passes, and nobody is told: as when a cable is pulled. */
  stall(): void;
}

/** A link that is closed on both ends at a byte; without `at` it holds until it is stalled. */
export async function flakyLink(player: TestPlayer, at: Break | null = null): Promise<FlakyLink> {
  const passed = { 'from caller': 0, 'to caller': 0 };
  const sockets = new Set<Socket>();
  let broken = false;
  let stalled = false;

  const server = createServer((caller) => {
    if (broken) {
      caller.destroy();
      return;
    }
    const callee = connect(player.address.port, player.address.host);
    forward(caller, callee, 'from caller');
    forward(callee, caller, 'to caller');
  });

  function forward(from: Socket, to: Socket, counting: Break['counting']): void {
    sockets.add(from);
    from.setNoDelay();
    from.on('error', () => from.destroy());
    from.on('close', () => {
      if (!stalled) to.destroy();
    });
    from.on('data', (bytes) => {
      if (stalled) return;
      const left = at?.counting === counting ? at.afterBytes - passed[counting] : bytes.length;
      to.write(bytes.subarray(0, left));
      passed[counting] += Math.min(left, bytes.length);
      if (left < bytes.length) breakLink();
    });
  }

  function breakLink(): void {
    broken = true;
    for (const socket of sockets) socket.destroySoon();
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const { host, port: behind } = player.address;
  // To a caller the link is the player: it looks for a token under this port.
  await copyFile(
    join(player.tokenFolder, `${host}-${behind}.token`),
    join(player.tokenFolder, `${host}-${port}.token`),
  );
  return {
    address: { ...player.address, port },
    passed,
    stall() {
      stalled = true;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
