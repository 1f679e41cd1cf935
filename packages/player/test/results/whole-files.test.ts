import { type ResultsFrame, WHOLE_FILES } from '@conductor/protocol';
import { expect, it } from 'vitest';
import { Follower } from '../../src/results/follower.ts';
import { ServedSource } from '../../src/results/served-source.ts';
import { TrialResults } from '../../src/results/trial-results.ts';

const STEP = { phase: 'collect', index: 1, attempt: 1 } as const;

/** The results of a trial that found small files, and what a collector with these features is sent of them. */
async function sentTo(features: readonly string[], sizes: readonly number[]): Promise<ResultsFrame[]> {
  const results = new TrialResults({ runId: 'run', epoch: 1 }, { caseName: '', trial: 1 });
  for (const [at, size] of sizes.entries()) {
    const content = Buffer.alloc(size, at);
    const reader = { read: async () => content, [Symbol.asyncDispose]: async () => undefined };
    const bytes = { open: async () => reader, gone: () => undefined, mayDiffer: () => false };
    const source = new ServedSource({ kind: 'file', step: STEP, file: at + 1 }, bytes);
    results.add(Object.assign(source, { size, content, state: 'closed' as const }));
  }
  results.close();
  const sent: ResultsFrame[] = [];
  const peer = { name: 'a collector', address: '127.0.0.1:1', features, certified: null };
  const call = {
    peer,
    closed: new AbortController().signal,
    send: async (frame: ResultsFrame) => void sent.push(frame),
  };
  await using follower = new Follower(call, results, []);
  await follower.send();
  return sent;
}

it('small files share frames, up to what a frame may hold', async () => {
  const sizes = [0, ...Array.from({ length: 9 }, () => 60_000)];
  const sent = await sentTo([WHOLE_FILES], sizes);
  const counts = sent.map((frame) => (frame.kind === 'whole-files' ? frame.files.length : frame.kind));
  expect(counts).toEqual([5, 4, 1, 'trial-end']);
});

it('small files come as parts and ends where the collector knows no other way', async () => {
  const sent = await sentTo([], [3, 0]);
  expect(sent.map(({ kind }) => kind)).toEqual(['chunk', 'source-end', 'source-end', 'trial-end']);
});
