import type { StateComparison } from '@conductor/types';
import fc from 'fast-check';

const text = fc.string({ maxLength: 30 });
const count = fc.nat(2 ** 31 - 1);

/** What came of comparing a host. */
export const comparison: fc.Arbitrary<StateComparison> = fc.oneof(
  fc.record({
    kind: fc.constant('compared' as const),
    changes: fc.array(fc.record({ item: text, subject: text, before: fc.option(text), after: fc.option(text) })),
    changeCount: count,
    itemCount: count,
    unseen: fc.array(fc.record({ item: text, reason: text })),
  }),
  fc.record({ kind: fc.constant('not-compared' as const), reason: text }),
);
