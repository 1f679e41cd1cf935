/** The shell's 128 + signal. */
const EXITS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** A hook that ends the players of a test takes a second or two, and more on a busy machine. */
const GRACE_MS = 10_000;

/** What signals ask of the gate. */
export interface Interruption {
  /** Aborted by the first signal: what runs is to end in order, and nothing else begins. */
  readonly first: AbortSignal;
  /** Aborted by the second: what runs is to end now. */
  readonly second: AbortSignal;
  /** So long a part may take to end in order, in milliseconds. */
  readonly graceMs: number;
}

/** An interruption that signals bring about. */
export interface SignalledInterruption extends Interruption {
  /** What to exit with because of the first; `null` while none came. */
  readonly exitCode: () => number | null;
}

/**
 * Listens to signals. As often as they come: a process in which nobody listens to one any more is ended by it, in the midst of its
 * cleaning. And pnpm, told to end for the second time, goes at once and leaves the terminal's hang-up to us.
 */
export function listenToSignals(graceMs = GRACE_MS): SignalledInterruption {
  const first = new AbortController();
  const second = new AbortController();
  let exitCode: number | null = null;
  for (const [signal, code] of Object.entries(EXITS)) {
    process.on(signal, () => {
      if (first.signal.aborted) second.abort();
      exitCode ??= code;
      first.abort();
    });
  }
  return { first: first.signal, second: second.signal, graceMs, exitCode: () => exitCode };
}
