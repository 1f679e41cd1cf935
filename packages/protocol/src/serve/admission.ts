import type { Socket } from 'node:net';
import { isLoopback, unmapped } from '../network-address.ts';
import { sayGoaway } from '../wire/goaway.ts';
import { beyondHost, type ListenerPolicy } from './listener-demand.ts';
import type { SecureDoor } from './secure-door.ts';

/** The first byte of TLS: a record that holds a handshake (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 0x16;

/** Where connections go once their first byte is there. */
export interface AdmissionOptions {
  readonly policy: Pick<ListenerPolicy, 'identity' | 'insecureNetwork'>;
  /** Where TLS is spoken; `null` when the player has no identity. */
  readonly secureDoor: SecureDoor | null;
  /** Takes in who does not speak TLS, and may try. */
  readonly admitPlain: (socket: Socket) => void;
  readonly onRefused: (sentence: string) => void;
}

/** Sends a connection to TLS or past it, by its first byte. Both kinds of caller speak first. */
export function admitByFirstByte(socket: Socket, options: AdmissionOptions): void {
  socket.once('readable', () => {
    const bytes: Buffer | null = socket.read();
    // What has ended without a word is closed by the system.
    if (bytes === null || socket.destroyed) return;
    socket.unshift(bytes);
    if (bytes[0] === TLS_HANDSHAKE) admitSecure(socket, options);
    else admitPlain(socket, options);
  });
}

function admitSecure(socket: Socket, { secureDoor, onRefused }: AdmissionOptions): void {
  if (secureDoor !== null) {
    secureDoor.enter(socket);
    return;
  }
  onRefused(`closed the connection of ${hostOf(socket)}: it speaks TLS, and this player has no certificate`);
  socket.destroy();
}

function admitPlain(socket: Socket, { policy, admitPlain, onRefused }: AdmissionOptions): void {
  // Whether it may call anything is judged at each call; but a stranger from beyond this host does not get as far as that.
  if (policy.insecureNetwork || isLoopback(hostOf(socket))) {
    admitPlain(socket);
    return;
  }
  const sentence = beyondHost(policy);
  onRefused(`closed the connection of ${hostOf(socket)}: ${sentence}`);
  sayGoaway(socket, sentence);
}

function hostOf({ remoteAddress = '' }: Socket): string {
  return unmapped(remoteAddress);
}
