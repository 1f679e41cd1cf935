import { type Channel, type RunRef, type StepId, stepIdKey, type TrialRef } from '@conductor/types';

/** Something with bytes that a collector pulls. */
export type ResultSource =
  /**
   * A segment of the journal of the trial that is followed, from 1; whole lines only. Each life of a player that writes
   * into a journal begins a segment of its own.
   */
  | { readonly kind: 'journal'; readonly segment: number }
  | { readonly kind: 'output'; readonly step: StepId; readonly channel: Channel; readonly generation: number }
  /** `file` numbers the files of a fetch step, from 1; the journal tells what each is. */
  | { readonly kind: 'file'; readonly step: StepId; readonly file: number };

/** A file of a fetch step. */
export type FileSource = Extract<ResultSource, { kind: 'file' }>;

/** How far a source is held, in bytes from its beginning. */
export interface Position {
  readonly source: ResultSource;
  readonly offset: number;
}

/** What a collector says to a player. */
export type CollectorFrame =
  /** Once per call: which trial, and what the collector already has. */
  | { readonly kind: 'follow'; readonly run: RunRef; readonly trial: TrialRef; readonly positions: readonly Position[] }
  /** What is durable on the collector's disk; cumulative. */
  | {
      readonly kind: 'acknowledge';
      readonly positions: readonly Position[];
      /** Sources held whole, with the right checksum. */
      readonly complete: readonly ResultSource[];
    };

/** What a player says to a collector. */
export type ResultsFrame =
  /** Chunks of one source come in order and without gaps. */
  | { readonly kind: 'chunk'; readonly source: ResultSource; readonly offset: number; readonly data: Buffer }
  | {
      readonly kind: 'source-end';
      readonly source: ResultSource;
      readonly bytes: number;
      /** Lower-case hex; empty when the source failed. */
      readonly sha256: string;
      /** Why the source is not what its beginning promised; `null` when all is well. */
      readonly failure: string | null;
      /** What became of a file while it was read, where what was sent is good all the same; absent when nothing did. */
      readonly remark?: string;
    }
  /** Zeros of a fetched file, in their order among its chunks; only to a collector with the feature `holes`. */
  | { readonly kind: 'hole'; readonly source: FileSource; readonly offset: number; readonly bytes: number }
  /** Small files; only to a collector with the feature `whole-files`. */
  | { readonly kind: 'whole-files'; readonly files: readonly WholeFile[] }
  /** The trial is closed and all of it has been sent. */
  | { readonly kind: 'trial-end' };

/** What a frame of whole files may hold: well below the largest message, whatever else is said of each. */
export const WHOLE_FILES_LIMIT = { files: 1024, bytes: 256 * 1024 } as const;

/** A file of which nothing was sent before and nothing is left to send. */
export interface WholeFile {
  readonly source: FileSource;
  readonly data: Buffer;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A text that is the same for the same source and differs for different ones: the key of maps. */
export function sourceKey(source: ResultSource): string {
  if (source.kind === 'journal') return `journal/${source.segment}`;
  const step = stepIdKey(source.step);
  return source.kind === 'output' ? `${step}/${source.channel}/${source.generation}` : `${step}/file/${source.file}`;
}
