import type { ReadyCondition } from '@conductor/types';
import fc from 'fast-check';

const text = fc.string({ unit: 'grapheme' });
const port = fc.integer({ min: 1, max: 65_535 });

/** What a ready step may wait for. */
export const readyCondition: fc.Arbitrary<ReadyCondition> = fc.oneof(
  fc.record({ kind: fc.constant('tcp' as const), host: text, port }),
  fc.record({ kind: fc.constant('udp' as const), address: fc.option(text), port }),
  fc.record({
    kind: fc.constant('log' as const),
    spawn: text,
    spawnIndex: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
    pattern: fc.constantFrom('listening on', '^[0-9]+ (up|down)$'),
    flags: fc.constantFrom('', 'i'),
  }),
  fc.record({ kind: fc.constant('run' as const), command: text }),
  fc.record({ kind: fc.constant('file' as const), path: text, notEmpty: fc.boolean() }),
);
