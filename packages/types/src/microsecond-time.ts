const NS_PER_MS = 1_000_000n;
const NS_PER_US = 1_000n;

/** Nanoseconds since 1970 as a time in UTC to the microsecond: `2026-11-26T17:50:41.123456Z`. */
export function microsecondTime(epochNs: bigint): string {
  const milliseconds = epochNs / NS_PER_MS;
  const microseconds = (epochNs % NS_PER_MS) / NS_PER_US;
  const time = new Date(Number(milliseconds)).toISOString();
  return `${time.slice(0, -1)}${String(microseconds).padStart(3, '0')}Z`;
}
