/** Connections ask every second, a thousand of them at once: what was read so long ago, in milliseconds, is still true. */
const FRESH_MS = 200;
/** Reading a large lab takes its time: what was read is true for so many times as long as that took. */
const REST = 20;
/** But never for longer than this, in milliseconds. */
const STALE_MS = 1_000;

/** Reads something that others may change at any moment; who asks again soon, or while it is being read, gets what was read. */
export function whileFresh<Content>(read: () => Promise<Content>): () => Promise<Content> {
  let last: { readonly content: Promise<Content>; untilMs: number } | null = null;
  return () => {
    const nowMs = performance.now();
    if (last !== null && nowMs <= last.untilMs) return last.content;
    const content = read();
    const reading = { content, untilMs: nowMs + STALE_MS };
    last = reading;
    const rest = () => {
      const tookMs = performance.now() - nowMs;
      reading.untilMs = nowMs + Math.min(STALE_MS, Math.max(FRESH_MS, REST * tookMs));
    };
    content.then(rest, rest);
    return content;
  };
}
