import type { CourseEvent } from '../course/course-event.ts';
import type { Mailbox } from './mailbox.ts';

/** Posts `interrupted` for each signal when it is aborted, until disposed. The reason names the signal; else it is `SIGINT`. */
export function hearInterruptions(signals: readonly AbortSignal[], mailbox: Mailbox<CourseEvent>): Disposable {
  const deaf = new AbortController();
  for (const signal of signals) {
    const post = () => mailbox.post({ kind: 'interrupted', signal: nameOf(signal.reason) });
    if (signal.aborted) post();
    else signal.addEventListener('abort', post, { once: true, signal: deaf.signal });
  }
  return { [Symbol.dispose]: () => deaf.abort() };
}

function nameOf(reason: unknown): string {
  return typeof reason === 'string' ? reason : 'SIGINT';
}
