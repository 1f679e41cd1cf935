import { describe, expect, it } from 'vitest';
import { judgeReturn } from '../../src/reboot/judge-return.ts';
import type { RebootRecord } from '../../src/reboot/reboot-record.ts';
import type { TrialPast } from '../../src/recovery/trial-past.ts';

const STEP = { phase: 'run', index: 1, attempt: 1 } as const;
const BEGAN = new Date('2026-01-01T00:00:00Z');
const LIMIT_MS = 60_000;

function judged(then: string, now: string, awayMs = 1_000) {
  const record = { step: STEP, bootId: then, began: BEGAN.toISOString(), limitMs: LIMIT_MS } as RebootRecord;
  const past = { closed: null, isStopped: false, isToldByNext: false, unended: [STEP] } as unknown as TrialPast;
  return judgeReturn(record, past, { bootId: now, wall: new Date(BEGAN.getTime() + awayMs) });
}

describe('a player that begins while a step was rebooting its host', () => {
  it('goes on with the trial in another boot, within the limit', () => {
    expect(judged('one', 'two')).toEqual({ kind: 'in-time', awayMs: 1_000 });
    expect(judged('one', 'two', LIMIT_MS + 1)).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/60 s are allowed/),
    });
  });

  it.each([
    ['one', 'one', /had not been rebooted/],
    ['', '', /cannot be told/],
    ['one', '', /cannot be told/],
  ])('does not in the same one, nor where nobody can tell: %j, %j', (then, now, reason) => {
    expect(judged(then, now)).toMatchObject({ kind: 'failed', reason: expect.stringMatching(reason) });
  });
});
