// Original file: ../../proto/conductor/v1/files.proto

import type { RunRef as _conductor_v1_RunRef, RunRef__Output as _conductor_v1_RunRef__Output } from '../../conductor/v1/RunRef.ts';
import type { OfferedFile as _conductor_v1_OfferedFile, OfferedFile__Output as _conductor_v1_OfferedFile__Output } from '../../conductor/v1/OfferedFile.ts';

export interface OfferFiles {
  'run'?: (_conductor_v1_RunRef | null);
  'files'?: (_conductor_v1_OfferedFile)[];
}

export interface OfferFiles__Output {
  'run': (_conductor_v1_RunRef__Output | null);
  'files': (_conductor_v1_OfferedFile__Output)[];
}
