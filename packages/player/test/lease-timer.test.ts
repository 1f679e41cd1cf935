import { EventEmitter, once } from 'node:events';
import { elapsedMs, systemClock } from '@conductor/types';
import { expect, test } from 'vitest';
import { LeaseTimer } from '../src/lease-timer.ts';

test('a lease that nobody renews is looked at as soon as all of it is over, and not before', async () => {
  const rung = new EventEmitter();
  using timer = new LeaseTimer(systemClock, () => rung.emit('wake'));
  const sinceNs = systemClock.monotonicNs();

  timer.set({ sinceNs, ms: 30 });
  await once(rung, 'wake');

  expect(elapsedMs(sinceNs, systemClock.monotonicNs())).toBeGreaterThan(30);
});

test('a lease that is shorter than the one before it is looked at when it is over', async () => {
  const rung = new EventEmitter();
  using timer = new LeaseTimer(systemClock, () => rung.emit('wake'));
  const sinceNs = systemClock.monotonicNs();

  timer.set({ sinceNs, ms: 3_600_000 });
  timer.set({ sinceNs, ms: 20 });

  await once(rung, 'wake');
});
