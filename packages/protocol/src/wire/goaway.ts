import type { Duplex } from 'node:stream';

const SETTINGS = 4;
const GOAWAY = 7;
/** RFC 9113, section 7. */
const INADEQUATE_SECURITY = 0x0c;
const FRAME_HEADER_BYTES = 9;
const GOAWAY_BYTES = 8;
const SENTENCE_LIMIT_BYTES = 1_000;

/**
 * Ends a connection with a sentence, in HTTP/2: what a server begins with, then GOAWAY with the sentence as its debug data
 * (RFC 9113, sections 3.4 and 6.8). Nothing that the peer says is read.
 */
export function sayGoaway(socket: Duplex, sentence: string): void {
  const reason = Buffer.from(sentence).subarray(0, SENTENCE_LIMIT_BYTES);
  const body = Buffer.alloc(GOAWAY_BYTES);
  body.writeUInt32BE(INADEQUATE_SECURITY, 4);
  socket.end(Buffer.concat([frame(SETTINGS), frame(GOAWAY, body, reason)]));
}

function frame(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  header.writeUIntBE(body.length, 0, 3);
  header[3] = type;
  return Buffer.concat([header, body]);
}

/** Tells whether bytes begin as an HTTP/2 server does. */
export function isHttp2(bytes: Buffer): boolean {
  return bytes[3] === SETTINGS && bytes[0] === 0;
}

/** The sentence of a GOAWAY among the first frames of a server; `null` when there is none. */
export function goawaySentence(bytes: Buffer): string | null {
  for (let at = 0; at + FRAME_HEADER_BYTES <= bytes.length; ) {
    const end = at + FRAME_HEADER_BYTES + bytes.readUIntBE(at, 3);
    if (bytes[at + 3] === GOAWAY) {
      return bytes.subarray(at + FRAME_HEADER_BYTES + GOAWAY_BYTES, Math.min(end, at + 2_000)).toString('utf8');
    }
    at = end;
  }
  return null;
}
