import type { CollectorFrame, Position, ResultsCall } from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { Follower } from './follower.ts';
import type { TrialResults } from './trial-results.ts';

/** How a conversation finds the trial that it asks for: waits until it is loaded, rejects when it never can be. */
export type FindTrial = (
  follow: Extract<CollectorFrame, { kind: 'follow' }>,
  signal: AbortSignal,
) => Promise<TrialResults>;

/** One collector: sends what it does not hold, notes what it does, until it or the connection ends. */
export async function serveResults(call: ResultsCall, findTrial: FindTrial): Promise<void> {
  const frames = call.frames[Symbol.asyncIterator]();
  const first = await frames.next();
  if (first.done) return;
  if (first.value.kind !== 'follow') throw new ConductorError('protocol', 'expected follow first');
  const results = await findTrial(first.value, call.closed);
  noteHeld(results, first.value.positions);
  await using follower = new Follower(call, results, first.value.positions);
  const sending = follower.send();
  // Whichever direction fails takes the other with it: the call is over then.
  await Promise.all([sending, noteAcknowledgements(frames, results)]);
}

async function noteAcknowledgements(frames: AsyncIterator<CollectorFrame>, results: TrialResults): Promise<void> {
  for (let next = await frames.next(); !next.done; next = await frames.next()) {
    if (next.value.kind !== 'acknowledge')
      throw new ConductorError('protocol', 'expected acknowledge, got a second follow');
    results.acknowledge(next.value.positions, next.value.complete);
  }
}

/** What a collector has when it comes, it has durably. */
function noteHeld(results: TrialResults, positions: readonly Position[]): void {
  results.acknowledge(positions, []);
}
