import { createHash } from 'node:crypto';
import { encodeJournalRecord, type ResultSource, type ResultsFrame } from '@conductor/protocol';
import type { JournalEntry, RunRef, StepId, TrialRef } from '@conductor/types';

/** The first step of Run, a command, and the first of Collect, a fetch, as the plan of a hostile player has them. */
export const COMMAND: StepId = { phase: 'run', index: 1, attempt: 1 };
export const FETCH: StepId = { phase: 'collect', index: 1, attempt: 1 };

/** Most bytes in a chunk. */
export const CHUNK_BYTES = 256 * 1024;

/** Frames of a conversation about results, and where in its journal it is. */
export interface FalseResults {
  readonly trial: TrialRef;
  /** The journal, with these entries after those that are there. */
  journal(...entries: readonly JournalEntry[]): ResultsFrame;
  /** Anything at all, where the journal has come to. */
  scrawl(bytes: Buffer): ResultsFrame;
  bytes(source: ResultSource, offset: number, data: Buffer): ResultsFrame;
  end(source: ResultSource, data: Buffer, lies?: { readonly bytes?: number; readonly sha256?: string }): ResultsFrame;
}

/** Begins a journal as a true player does; the first frame has that. */
export function falseResults(
  run: RunRef,
  trial: TrialRef,
  player: string,
): FalseResults & { readonly first: ResultsFrame } {
  let seq = 0;
  let offset = 0;
  const scrawl = (data: Buffer): ResultsFrame => {
    const frame: ResultsFrame = { kind: 'chunk', source: { kind: 'journal', segment: 1 }, offset, data };
    offset += data.length;
    return frame;
  };
  const journal = (...entries: readonly JournalEntry[]) => {
    const lines = entries.map((entry) => {
      seq += 1;
      const time = new Date().toISOString();
      return encodeJournalRecord({ seq, time, monotonicNs: String(process.hrtime.bigint()), ...entry });
    });
    return scrawl(Buffer.from(lines.join('')));
  };
  const first = journal({ kind: 'trial-loaded', run, trial, player, containment: 'sweep', bootId: 'none' });
  return {
    trial,
    first,
    journal,
    scrawl,
    bytes: (source, at, data) => ({ kind: 'chunk', source, offset: at, data }),
    end: (source, data, lies = {}) => {
      const sha256 = createHash('sha256').update(data).digest('hex');
      return { kind: 'source-end', source, bytes: data.length, sha256, failure: null, ...lies };
    },
  };
}
