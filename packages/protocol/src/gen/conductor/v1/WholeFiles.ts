// Original file: ../../proto/conductor/v1/results.proto

import type { WholeFile as _conductor_v1_WholeFile, WholeFile__Output as _conductor_v1_WholeFile__Output } from '../../conductor/v1/WholeFile.ts';

export interface WholeFiles {
  'files'?: (_conductor_v1_WholeFile)[];
}

export interface WholeFiles__Output {
  'files': (_conductor_v1_WholeFile__Output)[];
}
