import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';

/** Stands between a collector and a player on this host, and reads along what may be under way. */
export interface WindowProxy extends AsyncDisposable {
  readonly port: number;
  /** Of each connection that came, in order: how many bytes of a call nobody needs to have read yet. */
  readonly windows: readonly number[];
}

/** Opens one before the player on that port; who may speak to the player may speak to it. */
export async function windowProxy(playerPort: number, tokenFolder: string): Promise<WindowProxy> {
  const windows: number[] = [];
  const sockets: Socket[] = [];
  const server = createServer((caller) => {
    const player = connect(playerPort, '127.0.0.1');
    sockets.push(caller, player);
    for (const [one, other] of [[caller, player] as const, [player, caller] as const]) {
      one.on('error', () => other.destroy());
      one.pipe(other);
    }
    let begun = Buffer.alloc(0);
    caller.on('data', function look(bytes: Buffer) {
      begun = Buffer.concat([begun, bytes]);
      const window = initialWindow(begun);
      if (window === null) return;
      windows.push(window);
      caller.off('data', look);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const tokenOf = (of: number) => path.join(tokenFolder, `127.0.0.1-${of}.token`);
  await copyFile(tokenOf(playerPort), tokenOf(port));
  return {
    port,
    windows,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** `PRI * HTTP/2.0`, with which a client begins. */
const PREFACE_BYTES = 24;
const FRAME_HEAD_BYTES = 9;
const SETTING_BYTES = 6;
const INITIAL_WINDOW_SIZE = 4;

/** What the settings say that a client begins with, RFC 9113, section 6.5; `null` until they have come. */
function initialWindow(begun: Buffer): number | null {
  const settings = PREFACE_BYTES + FRAME_HEAD_BYTES;
  if (begun.length < settings) return null;
  const end = settings + begun.readUIntBE(PREFACE_BYTES, 3);
  if (begun.length < end) return null;
  for (let at = settings; at < end; at += SETTING_BYTES)
    if (begun.readUInt16BE(at) === INITIAL_WINDOW_SIZE) return begun.readUInt32BE(at + 2);
  throw new Error('the client does not say how much may be under way');
}
