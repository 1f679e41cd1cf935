/** What is smaller is no burden, and may share its memory with others. */
const WORTH_BYTES = 16 * 1024;
/** What a message has beside the bytes that it is about. */
const BESIDE_BYTES = 1024;

/**
 * Frees the memory of bytes that nobody will read again, where it is theirs alone. V8 counts dozens of megabytes of such before it
 * looks, and then it looks at everything that a program keeps: for each gigabyte a quarter of a player's time.
 */
export function freeMemory({ buffer, byteLength }: Uint8Array): void {
  if (byteLength < WORTH_BYTES || buffer.byteLength > byteLength + BESIDE_BYTES) return;
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
