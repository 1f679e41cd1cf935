import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromDuration, fromTimestamp, toDuration, toTimestamp } from '../../src/codec/scalars.ts';

it('a time span is exact to the nanosecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 15 }), (nanoseconds) => {
      const { seconds, nanos } = toDuration(nanoseconds / 1e6, 'a span');
      expect(Number(seconds) * 1e9 + Number(nanos)).toBe(nanoseconds);
    }),
  );
});

it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('a time span of %d ms is refused', (span) => {
  expect(() => toDuration(span, 'lease')).toThrow(/^lease: expected a time span of 0 ms or more/);
});

it.each([
  { seconds: '-1', nanos: 0 },
  { seconds: '0', nanos: -1 },
  { seconds: '0', nanos: 1_000_000_000 },
  { seconds: '9223372036854775807', nanos: 0 },
])('a time span of %o is refused when it arrives', (span) => {
  expect(() => fromDuration(span, 'lease')).toThrow(/^lease: expected a time span/);
});

it('a time before 1970 is the same time after the wire', () => {
  const date = new Date('1969-12-31T23:59:59.999Z');
  expect(toTimestamp(date)).toEqual({ seconds: '-1', nanos: 999_000_000 });
  expect(fromTimestamp({ seconds: '-1', nanos: 999_999_999 }, 'a time')).toEqual(date);
});

it('a time that no calendar has is refused', () => {
  expect(() => fromTimestamp({ seconds: '9223372036854775807', nanos: 0 }, 'a time')).toThrow(/no time of a calendar/);
});
