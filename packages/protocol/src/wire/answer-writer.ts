import protobuf from 'protobufjs/light.js';
import { freeMemory } from '../free-memory.ts';

/** Smaller messages cost little to make room for; the largest has a chunk of 256 KiB. */
const KEPT_FROM_BYTES = 16 * 1024;
const KEPT_BYTES = 320 * 1024;

/** Made with the first large answer. */
let kept: Buffer | null = null;

/** What the library made of large answers, by the message: it copies each behind five bytes of its own, and keeps the copy until that is written. */
const copies = new WeakMap<object, Uint8Array>();

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

/** Keeps in mind which copy the library makes of an answer. */
export function noteCopy(message: object, written: Buffer): Buffer {
  if (written.length < KEPT_FROM_BYTES) return written;
  const copy = written.copy.bind(written);
  return Object.assign(written, {
    copy(target: Uint8Array, ...place: number[]): number {
      copies.set(message, target);
      return copy(target, ...place);
    },
  });
}

/** The answer is written: the system, or TLS, has copied it in turn. */
export function freeCopy(message: unknown): void {
  if (typeof message !== 'object' || message === null) return;
  const copy = copies.get(message);
  if (copy !== undefined) freeMemory(copy);
}
