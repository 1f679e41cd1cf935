// Original file: ../../proto/conductor/v1/trial.proto

import type { PutFolder as _conductor_v1_PutFolder, PutFolder__Output as _conductor_v1_PutFolder__Output } from '../../conductor/v1/PutFolder.ts';
import type { PutFile as _conductor_v1_PutFile, PutFile__Output as _conductor_v1_PutFile__Output } from '../../conductor/v1/PutFile.ts';

export interface PutItem {
  'path'?: (string);
  'mode'?: (number);
  'folder'?: (_conductor_v1_PutFolder | null);
  'file'?: (_conductor_v1_PutFile | null);
  'kind'?: "folder"|"file";
}

export interface PutItem__Output {
  'path': (string);
  'mode': (number);
  'folder'?: (_conductor_v1_PutFolder__Output | null);
  'file'?: (_conductor_v1_PutFile__Output | null);
  'kind'?: "folder"|"file";
}
