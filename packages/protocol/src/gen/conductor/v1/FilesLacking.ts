// Original file: ../../proto/conductor/v1/files.proto

import type { LackingFile as _conductor_v1_LackingFile, LackingFile__Output as _conductor_v1_LackingFile__Output } from '../../conductor/v1/LackingFile.ts';

export interface FilesLacking {
  'files'?: (_conductor_v1_LackingFile)[];
}

export interface FilesLacking__Output {
  'files': (_conductor_v1_LackingFile__Output)[];
}
