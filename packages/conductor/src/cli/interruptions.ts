const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The signals that ask `conduct` to end, one after the other: how `runTest` wants them. Disposing it listens no more. */
export interface Interruptions extends Disposable {
  readonly signals: readonly AbortSignal[];
}

/** Listens for SIGINT, SIGTERM and SIGHUP: the first three are told, a fourth ends the process in the system's way. */
export function listenForInterruptions(): Interruptions {
  const controllers = [new AbortController(), new AbortController(), new AbortController()];
  const waiting = [...controllers];
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, tell);
  };
  const tell = (signal: NodeJS.Signals) => {
    waiting.shift()?.abort(signal);
    if (waiting.length === 0) stop();
  };
  for (const signal of SIGNALS) process.on(signal, tell);
  return { signals: controllers.map(({ signal }) => signal), [Symbol.dispose]: stop };
}
