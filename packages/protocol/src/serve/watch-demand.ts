import type { ListenerDemand } from '../greeting/credentials.ts';
import type { Timing } from '../timing.ts';

/**
 * Asks again and again what a call must show, since TLS never does: certificates expire and are revoked while a call is
 * open. `expel` is told why, once. Disposing stops it.
 */
export function watchDemand(
  demand: () => ListenerDemand,
  { recheckMs }: Timing,
  expel: (because: string) => void,
): Disposable {
  const timer = setInterval(() => {
    const now = demand();
    if (now.kind !== 'nobody') return;
    clearInterval(timer);
    expel(now.because);
  }, recheckMs).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
