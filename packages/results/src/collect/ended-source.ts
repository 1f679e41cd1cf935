import type { IncomingFile } from './incoming-file.ts';
import type { FileInflow, FileSource, OutputInflow, OutputSource } from './inflow.ts';

/** What is held of a source from before; `incoming` is `null` when it is held whole. */
export interface HeldSource {
  readonly source: OutputSource | FileSource;
  readonly bytes: number;
  readonly incoming: IncomingFile | null;
}

/** A source that ended: what is left to do is to make it durable and to say so. */
export type EndedSource =
  | { readonly kind: 'output'; readonly source: OutputSource; readonly inflow: OutputInflow; readonly sha256: string }
  | {
      readonly kind: 'file';
      readonly source: FileSource;
      readonly inflow: FileInflow;
      readonly sha256: string;
      /** What the player says became of it while it was read. */
      readonly remark?: string;
    }
  /** Nothing more of it is wanted, and nothing is to be written. */
  | { readonly kind: 'over'; readonly source: OutputSource | FileSource };
