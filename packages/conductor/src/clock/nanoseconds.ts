const NS_PER_MS = 1e6;

/** Nanoseconds as milliseconds with a fraction. */
export function toMs(ns: bigint): number {
  return Number(ns) / NS_PER_MS;
}

/** Milliseconds as whole nanoseconds. */
export function toNs(ms: number): bigint {
  return BigInt(Math.round(ms * NS_PER_MS));
}

/** The greater of two; `Math.max` knows no bigint. */
export function greater(one: bigint, other: bigint): bigint {
  if (one > other) return one;
  return other;
}

/** The lesser of two. */
export function lesser(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}

/** Without its sign. */
export function absolute(ns: bigint): bigint {
  return greater(ns, -ns);
}
