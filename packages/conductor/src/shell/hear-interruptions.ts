import type { CourseEvent } from '../course/course-event.ts';
import type { Mailbox } from './mailbox.ts';

/** Posts `interrupted` for each signal when it is aborted, until disposed. The reason names the signal; else it is `SIGINT`. */
export function hearInterruptions(signals: readonly AbortSignal[], mailbox: Mailbox<CourseEvent>): Disposable {
  const deaf = new AbortController();
  for (const signal of signals) {
    const post = () => mailbox.post({ kind: 'interrupted', signal: signalName(signal) });
    if (signal.aborted) post();
    else signal.addEventListener('abort', post, { once: true, signal: deaf.signal });
  }
  return { [Symbol.dispose]: () => deaf.abort() };
}

/** The name of the signal that somebody sent. */
export function signalName({ reason }: AbortSignal): string {
  return typeof reason === 'string' ? reason : 'SIGINT';
}
