import type { ResultSource } from '@conductor/protocol';
import type { Channel, StepId } from '@conductor/types';
import type { FoundFile } from '../fold/run-state.ts';
import type { IncomingFile } from './incoming-file.ts';

export type OutputSource = Extract<ResultSource, { kind: 'output' }>;
export type FileSource = Extract<ResultSource, { kind: 'file' }>;

/** One output of one step, as it comes in. */
export interface OutputInflow {
  readonly step: StepId;
  readonly channel: Channel;
  /** Of the newest generation, below the run directory. */
  readonly path: string;
  generation: number;
  incoming: IncomingFile;
  /** Nothing more of this generation is wanted. */
  ended: boolean;
}

/** One fetched file, as it comes in. */
export interface FileInflow {
  readonly source: FileSource;
  readonly found: FoundFile;
  readonly incoming: IncomingFile;
  ended: boolean;
}
