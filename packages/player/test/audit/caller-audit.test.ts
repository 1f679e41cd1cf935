import { systemClock } from '@conductor/types';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AuditEntry } from '../../src/audit/audit-entry.ts';
import { CallerAudit } from '../../src/audit/caller-audit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const peer = { name: 'tester@here', address: '127.0.0.1:1', features: [], certified: null };

it('refusals are told one by one while they are few, then counted, and told again in the next window', () => {
  const noted: AuditEntry[] = [];
  const few = { most: 2, windowMs: 1_000 };
  using callers = new CallerAudit({ note: (entry) => void noted.push(entry) }, systemClock, {
    refused: few,
    greeted: few,
  });
  for (let call = 1; call <= 5; call += 1) callers.refused(`refused caller ${call}`);
  callers.refused('refused 500 more callers', 500);
  callers.greeted('conductor', peer);
  expect(noted.map(({ kind }) => kind)).toEqual(['caller-refused', 'caller-refused', 'caller-greeted']);
  vi.advanceTimersByTime(1_000);
  expect(noted.slice(3)).toMatchObject([{ kind: 'callers-counted', what: 'refused', count: 503 }]);
  callers.refused('refused again');
  expect(noted.at(-1)).toMatchObject({ kind: 'caller-refused', reason: 'refused again' });
  vi.advanceTimersByTime(1_000);
  expect(noted).toHaveLength(5);
});
