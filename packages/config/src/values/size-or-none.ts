import { size } from './numbers.ts';
import type { Reader } from './reading.ts';
import { orNone } from './words.ts';

/** A size as `[Test]` spells it, in bytes; `none` is the greatest whole number, 8 PiB, which is no bound in practice. */
export const sizeOrNone: Reader<number> = orNone(size, Number.MAX_SAFE_INTEGER);
