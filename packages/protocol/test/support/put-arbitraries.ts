import type { PutItem } from '@conductor/types';
import fc from 'fast-check';

export const sha256 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((digest) => Buffer.from(digest).toString('hex'));

const text = fc.string({ maxLength: 20 });
const path = fc.stringMatching(/^(\/[a-z][a-z ._-]{0,8}){1,4}$/);
const mode = fc.nat({ max: 0o7777 });

const putItem: fc.Arbitrary<PutItem> = fc.oneof(
  fc.record({ kind: fc.constant('folder' as const), path, mode }),
  fc.record({ kind: fc.constant('file' as const), path, mode, size: fc.maxSafeNat(), sha256 }),
);

/** What a put step has besides what every step has. */
export const putBody = {
  source: text,
  target: text,
  keep: fc.boolean(),
  items: fc.array(putItem, { maxLength: 5 }),
};
