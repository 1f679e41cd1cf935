// Original file: ../../proto/conductor/v1/results.proto

import type { JournalSource as _conductor_v1_JournalSource, JournalSource__Output as _conductor_v1_JournalSource__Output } from '../../conductor/v1/JournalSource.ts';
import type { OutputSource as _conductor_v1_OutputSource, OutputSource__Output as _conductor_v1_OutputSource__Output } from '../../conductor/v1/OutputSource.ts';
import type { FileSource as _conductor_v1_FileSource, FileSource__Output as _conductor_v1_FileSource__Output } from '../../conductor/v1/FileSource.ts';

export interface Source {
  'journal'?: (_conductor_v1_JournalSource | null);
  'output'?: (_conductor_v1_OutputSource | null);
  'file'?: (_conductor_v1_FileSource | null);
  'kind'?: "journal"|"output"|"file";
}

export interface Source__Output {
  'journal'?: (_conductor_v1_JournalSource__Output | null);
  'output'?: (_conductor_v1_OutputSource__Output | null);
  'file'?: (_conductor_v1_FileSource__Output | null);
  'kind'?: "journal"|"output"|"file";
}
