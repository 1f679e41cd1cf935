import { nextTick } from 'node:process';
import { expect, it } from 'vitest';
import { tcpProbe } from '../../src/ready/tcp-probe.ts';

const NEVER = new AbortController().signal;
const WITHIN_MS = 10;

it('an answer that came in time is heard, though this process had no turn until that was over', async () => {
  const looking = tcpProbe('127.0.0.1', 1).look(WITHIN_MS, NEVER);
  // The call is on its way when this turn begins, and what comes of it is there long before it ends.
  await new Promise<void>((resolve) => nextTick(resolve));
  const beganMs = performance.now();
  while (performance.now() - beganMs < 10 * WITHIN_MS);
  expect(await looking).toEqual({ kind: 'not-yet', answer: 'last: connection refused' });
});
