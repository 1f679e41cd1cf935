import { setTimeout as sleep } from 'node:timers/promises';

/** How to wait for something that sends no event: what the kernel knows, and what others wrote. */
export interface WaitOptions {
  /** What is awaited, for the error: `the namespace is empty`; a function is asked when the error is written. */
  readonly what: string | (() => string);
  /** Longest wait in milliseconds; default 30,000. Reaching it throws: the machine is broken, not slow. */
  readonly limitMs?: number;
  /** Pause between two looks in milliseconds; default 10. */
  readonly everyMs?: number;
}

const LIMIT_MS = 30_000;
const EVERY_MS = 10;

/** Looks again and again until `look` gives something other than `undefined` or `false`, and resolves with that. */
export async function waitUntil<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { what, limitMs = LIMIT_MS, everyMs = EVERY_MS }: WaitOptions,
  signal?: AbortSignal,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > end) {
      throw new Error(`waited ${limitMs} ms, and still not: ${typeof what === 'string' ? what : what()}`);
    }
    await sleep(everyMs, undefined, signal === undefined ? {} : { signal });
  }
}
