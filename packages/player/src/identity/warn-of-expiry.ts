import { daysLeft, WARNED_DAYS } from '@conductor/protocol';
import type { Clock } from '@conductor/types';
import type { IdentityStore } from './identity-store.ts';

const LOOK_MS = 12 * 3_600_000;

/** Tells, now and twice a day, when the certificate of a player is about to expire; a conductor that dials it renews it before. */
export function warnOfExpiry(
  store: IdentityStore,
  clock: Pick<Clock, 'now'>,
  onLog: (text: string) => void,
): Disposable {
  const look = () => {
    const notAfter = store.credentials()?.certified.notAfter;
    if (notAfter === undefined) return;
    const days = daysLeft(notAfter, clock.now());
    if (days < WARNED_DAYS) onLog(expiryText(days));
  };
  look();
  const timer = setInterval(look, LOOK_MS).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

function expiryText(days: number): string {
  if (days < 0)
    return 'the certificate of this player has expired: nobody commands it over the network until it is enrolled anew';
  return `the certificate of this player expires in ${days} days; conduct renews it when it dials the player`;
}
