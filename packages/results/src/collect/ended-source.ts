import type { ResultSource } from '@conductor/protocol';
import type { FileInflow } from './file-intake.ts';
import type { IncomingFile } from './incoming-file.ts';
import type { OutputInflow } from './output-intake.ts';

export type OutputSource = Extract<ResultSource, { kind: 'output' }>;
export type FileSource = Extract<ResultSource, { kind: 'file' }>;

/** What is held of a source from before; `incoming` is `null` when it is held whole. */
export interface HeldSource {
  readonly source: OutputSource | FileSource;
  readonly bytes: number;
  readonly incoming: IncomingFile | null;
}

/** A source that ended: what is left to do is to make it durable and to say so. */
export type EndedSource =
  | { readonly kind: 'output'; readonly source: OutputSource; readonly inflow: OutputInflow; readonly sha256: string }
  | { readonly kind: 'file'; readonly source: FileSource; readonly inflow: FileInflow; readonly sha256: string }
  /** Nothing more of it is wanted, and nothing is to be written. */
  | { readonly kind: 'over'; readonly source: OutputSource | FileSource };
