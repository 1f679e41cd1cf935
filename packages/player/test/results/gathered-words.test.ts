import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ResultsFrame } from '@conductor/protocol';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Follower } from '../../src/results/follower.ts';
import { ServedSource } from '../../src/results/served-source.ts';
import { TrialResults } from '../../src/results/trial-results.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A trial whose journal grows by one byte when it is told to, and how many bytes each frame to its collector had. */
function growingTrial() {
  const results = new TrialResults({ runId: 'run', epoch: 1 }, { caseName: '', trial: 1 });
  const read = async (_offset: number, length: number) => Buffer.alloc(length);
  const reader = { read, [Symbol.asyncDispose]: async () => undefined };
  const bytes = { open: async () => reader, gone: () => undefined, mayDiffer: () => false };
  const journal = new ServedSource({ kind: 'journal', segment: 1 }, bytes);
  results.add(journal);
  const sent: number[] = [];
  const call = {
    peer: { name: 'a collector', address: '127.0.0.1:1', features: [], certified: null },
    closed: new AbortController().signal,
    send: async (frame: ResultsFrame) => void (frame.kind === 'chunk' && sent.push(frame.data.length)),
  };
  const follower = new Follower(call, results, []);
  const sending = follower.send();
  const grow = async () => {
    journal.size += 1;
    results.changed(journal);
    await settled();
  };
  const end = async () => {
    results.close();
    await sending;
    await follower[Symbol.asyncDispose]();
  };
  return { results, sent, grow, end };
}

/** All that can go on without a timer has gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

it('the first word after a silence goes out at once, and those that follow it go out together', async () => {
  const { sent, grow, end } = growingTrial();
  await settled();
  vi.advanceTimersByTime(1_000);
  await grow();
  expect(sent).toEqual([1]);
  for (let word = 0; word < 20; word += 1) await grow();
  expect(sent).toEqual([1]);
  vi.advanceTimersByTime(1_000);
  await settled();
  expect(sent).toEqual([1, 20]);
  await end();
});

it('nothing is gathered any longer once somebody waits for it', async () => {
  const { results, sent, grow, end } = growingTrial();
  await grow();
  await grow();
  void results.heldUpToNow();
  await settled();
  expect(sent.reduce((sum, bytes) => sum + bytes)).toBe(2);
  await grow();
  expect(sent.reduce((sum, bytes) => sum + bytes)).toBe(3);
  await end();
});

it('what is gathered when the trial ends is sent before its end', async () => {
  const { sent, grow, end } = growingTrial();
  for (let word = 0; word < 3; word += 1) await grow();
  await end();
  expect(sent.reduce((sum, bytes) => sum + bytes)).toBe(3);
});
