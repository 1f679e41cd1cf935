import protobuf from 'protobufjs/light.js';

/** Smaller messages cost little to make room for; the largest has a chunk of 256 KiB. */
const KEPT_FROM_BYTES = 16 * 1024;
const KEPT_BYTES = 320 * 1024;

/** Made with the first large answer. */
let kept: Buffer | null = null;

/**
 * Writes what a listener answers. A large one is written where the one before it was: the library copies an answer in the same
 * breath in which it has it written, so it never needs two, and a gigabyte of them leaves no gigabyte for V8 to collect.
 * Never for a request, which the library may keep.
 */
export class AnswerWriter extends protobuf.BufferWriter {
  static override alloc(bytes: number): Buffer {
    if (bytes < KEPT_FROM_BYTES || bytes > KEPT_BYTES) return Buffer.allocUnsafe(bytes);
    kept ??= Buffer.allocUnsafeSlow(KEPT_BYTES);
    return kept.subarray(0, bytes);
  }
}
