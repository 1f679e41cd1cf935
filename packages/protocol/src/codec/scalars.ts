import { visibleText } from '@conductor/types';
import type { Duration, Duration__Output } from '../gen/google/protobuf/Duration.ts';
import type { Timestamp, Timestamp__Output } from '../gen/google/protobuf/Timestamp.ts';
import { malformed } from './malformed.ts';

const MAX_UINT32 = 2 ** 32 - 1;
const MAX_UINT64 = 2n ** 64n - 1n;
const NS_PER_MS = 1_000_000;
/** Beyond this a `Date` is invalid: ECMA-262, 21.4.1.1. */
const MAX_DATE_MS = 8.64e15;

/** A number for a uint32 field. protobufjs would wrap what does not fit, so it is refused here. */
export function toUint32(value: number, what: string): number {
  if (!Number.isInteger(value) || value < 0 || value > MAX_UINT32) {
    throw malformed(`${what}: expected a whole number from 0 to ${MAX_UINT32}, got ${value}`);
  }
  return value;
}

/** A byte count, an offset or a sequence for a uint64 field; JavaScript counts exactly up to 2^53. */
export function toUint64(value: number, what: string): string {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw malformed(`${what}: expected a whole number from 0 to 2^53, got ${value}`);
  }
  return String(value);
}

/** A byte count, an offset or a sequence from a uint64 field. */
export function fromUint64(value: string, what: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw malformed(`${what}: expected a number up to 2^53, got ${value}`);
  return number;
}

/** Nanoseconds of a monotonic clock for a uint64 field. */
export function toNanoseconds(value: bigint, what: string): string {
  if (value < 0n || value > MAX_UINT64) throw malformed(`${what}: expected 64 bits without a sign, got ${value}`);
  return value.toString();
}

/** Milliseconds, exact to the nanosecond. */
export function toDuration(milliseconds: number, what: string): Duration {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) {
    throw malformed(`${what}: expected a time span of 0 ms or more, got ${milliseconds}`);
  }
  const whole = Math.floor(milliseconds);
  const nanos = (whole % 1000) * NS_PER_MS + Math.round((milliseconds - whole) * NS_PER_MS);
  const carry = nanos >= 1000 * NS_PER_MS ? 1 : 0;
  return { seconds: String(Math.floor(whole / 1000) + carry), nanos: nanos - carry * 1000 * NS_PER_MS };
}

/** Milliseconds of a span that must be there and must not be negative. */
export function fromDuration(span: Duration__Output | null | undefined, what: string): number {
  if (span === null || span === undefined) throw malformed(`${what}: expected a time span, got none`);
  const seconds = Number(span.seconds);
  if (!Number.isSafeInteger(seconds * 1000) || seconds < 0 || span.nanos < 0 || span.nanos >= 1000 * NS_PER_MS) {
    throw malformed(`${what}: expected a time span of 0 ms or more, got ${span.seconds} s and ${span.nanos} ns`);
  }
  // One division rounds once; beyond 104 days the nanoseconds no longer fit, nor matter.
  const nanoseconds = seconds * 1000 * NS_PER_MS + span.nanos;
  return Number.isSafeInteger(nanoseconds) ? nanoseconds / NS_PER_MS : seconds * 1000 + span.nanos / NS_PER_MS;
}

/** A wall clock reading. */
export function toTimestamp(date: Date): Timestamp {
  const milliseconds = date.getTime();
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds: String(seconds), nanos: (milliseconds - seconds * 1000) * NS_PER_MS };
}

/** A wall clock reading that must be there; what is finer than a millisecond is cut off. */
export function fromTimestamp(time: Timestamp__Output | null | undefined, what: string): Date {
  if (time === null || time === undefined) throw malformed(`${what}: expected a time, got none`);
  const milliseconds = Number(time.seconds) * 1000 + Math.floor(time.nanos / NS_PER_MS);
  if (!(Math.abs(milliseconds) <= MAX_DATE_MS)) throw malformed(`${what}: ${time.seconds} s is no time of a calendar`);
  return new Date(milliseconds);
}

/** A text of at most `limit` UTF-16 units. */
export function boundedText(value: string, limit: number, what: string): string {
  if (value.length > limit) throw malformed(`${what}: expected at most ${limit} characters, got ${value.length}`);
  return value;
}

/** One sentence for people, or a name: bounded, on one line, and with nothing that a terminal would obey. */
export function boundedSentence(value: string, limit: number, what: string): string {
  return visibleText(boundedText(value, limit, what));
}

/** A list of at most `limit` elements. */
export function boundedList<T>(list: readonly T[], limit: number, what: string): readonly T[] {
  if (list.length > limit) throw malformed(`${what}: expected at most ${limit} elements, got ${list.length}`);
  return list;
}
