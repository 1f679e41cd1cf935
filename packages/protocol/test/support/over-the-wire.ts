import type { FrameCodec } from '../../src/codec/frame-codec.ts';

/** How messages of one direction become bytes. */
interface Bytes<WireSent, WireReceived> {
  serialize(message: WireSent): Buffer;
  deserialize(bytes: Buffer): WireReceived;
}

/** Sends frames through their codec and through protobuf, and reads them on the other side. */
export function overTheWire<Frame, WireSent, WireReceived>(
  codec: FrameCodec<Frame, WireSent, WireReceived>,
  { serialize, deserialize }: Bytes<WireSent, WireReceived>,
  ...frames: Frame[]
): { readonly frames: Frame[]; readonly sizes: number[] } {
  const read = codec.reader();
  const sizes: number[] = [];
  const received = frames
    .flatMap((frame) => [...codec.encode(frame)])
    .map((message) => {
      const bytes = serialize(message);
      sizes.push(bytes.length);
      return read(deserialize(bytes));
    });
  return { frames: received.filter((frame) => frame !== null), sizes };
}
