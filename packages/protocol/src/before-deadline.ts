import { ConductorError } from '@conductor/types';
import { onAbort } from './on-abort.ts';

/** Waits for `work`, at most so many milliseconds and while the signal lets us; `late` is the message of the error. */
export function beforeDeadline<T>(
  work: Promise<T>,
  deadlineMs: number,
  late: string,
  signal?: AbortSignal,
): Promise<T> {
  const { promise: given, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new ConductorError('deadline', late)), deadlineMs);
  const forget = signal && onAbort(signal, () => reject(interruption(signal.reason)));
  return Promise.race([work, given]).finally(() => {
    clearTimeout(timer);
    forget?.();
  });
}

/** Waits for `work`, at most so many milliseconds; what then is still under way is left to itself. */
export function withinTime(work: Promise<unknown>, timeMs: number): Promise<void> {
  const { promise: given, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, timeMs);
  return Promise.race([work.then(() => undefined), given]).finally(() => clearTimeout(timer));
}

/** Why a signal was aborted, as an error with a code. */
export function interruption(reason: unknown): ConductorError {
  return ConductorError.from(reason, 'interrupted', 'stopped');
}
