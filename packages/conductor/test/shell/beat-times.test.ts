import { expect, test } from 'vitest';
import { BeatTimes } from '../../src/shell/beat-times.ts';

test('an answer to a heartbeat is a reading of clocks, one to another connection is not', () => {
  let nowNs = 1_000n;
  const times = new BeatTimes({ now: () => new Date(7), monotonicNs: () => nowNs });
  const reply = (sequence: number) => ({
    kind: 'heartbeat-reply' as const,
    sequence,
    monotonicNs: 5n,
    wallTime: new Date(9),
    phase: null,
    stepIndex: 0,
    runningCount: 0,
    pendingBytes: 0,
    takenCount: 0,
  });
  times.note(4);
  times.note(5);
  nowNs = 3_000n;
  const sample = { sentNs: 1_000n, heardNs: 3_000n, heardWallMs: 7, playerNs: 5n, playerWallMs: 9 };
  expect(times.sampleOf(reply(5))).toEqual(sample);
  expect([times.sampleOf(reply(4)), times.sampleOf(reply(5)), times.sampleOf(reply(6))]).toEqual([null, null, null]);
});
