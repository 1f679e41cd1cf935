import type { CollectorFrame, ControlCall, ControlReply, ControlRequest, ResultsFrame } from '../../src/index.ts';
import { RUN, TRIAL } from './test-player.ts';

export const claim: ControlRequest = {
  run: RUN,
  command: { kind: 'claim-player', playerName: 'dut1', testName: 'throughput', claim: { kind: 'new-run' } },
};
export const release: ControlRequest = { run: RUN, command: { kind: 'release-player' } };
export const claimed: ControlReply = { kind: 'player-claimed', takenCount: 0, openTrial: null };
export const follow: CollectorFrame = { kind: 'follow', run: RUN, trial: TRIAL, positions: [] };
export const trialEnd: ResultsFrame = { kind: 'trial-end' };

export function heartbeat(sequence: number): ControlRequest {
  return { run: RUN, command: { kind: 'heartbeat', sequence, heardCount: 0 } };
}

export function heartbeatReply(sequence: number): ControlReply {
  return {
    kind: 'heartbeat-reply',
    sequence,
    monotonicNs: 5n,
    wallTime: new Date('2026-11-23T23:15:00.123Z'),
    phase: 'run',
    stepIndex: 3,
    runningCount: 1,
    pendingBytes: 0,
    takenCount: 0,
  };
}

export function chunk(offset: number, data: Buffer): ResultsFrame {
  return { kind: 'chunk', source: { kind: 'journal', segment: 1 }, offset, data };
}

export function acknowledge(offset: number): CollectorFrame {
  return { kind: 'acknowledge', positions: [{ source: { kind: 'journal', segment: 1 }, offset }], complete: [] };
}

/** Answers claims, heartbeats and the release, as a player does. */
export async function answerPolitely(call: ControlCall): Promise<void> {
  for await (const { command } of call.frames) {
    if (command.kind === 'claim-player') await call.send(claimed);
    if (command.kind === 'heartbeat') await call.send(heartbeatReply(command.sequence));
    if (command.kind === 'release-player') await call.send({ kind: 'player-released' });
  }
}

/** Every frame up to the end, or to what is thrown in its place. */
export async function readAll<T>(frames: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}
