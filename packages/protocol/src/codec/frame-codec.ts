/**
 * How the frames of one direction travel. One frame may be several messages on the wire, so a reader keeps what it
 * has of a frame that is not whole yet: one reader per conversation.
 */
export interface FrameCodec<Frame, WireSent, WireReceived> {
  encode(frame: Frame): Iterable<WireSent>;
  /** The reader returns `null` for a message that does not complete a frame, and throws on one that it cannot allow. */
  reader(): (message: WireReceived) => Frame | null;
}
