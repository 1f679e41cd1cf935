// Original file: ../../proto/conductor/v1/control.proto

import type { NewRun as _conductor_v1_NewRun, NewRun__Output as _conductor_v1_NewRun__Output } from '../../conductor/v1/NewRun.ts';
import type { ContinueRun as _conductor_v1_ContinueRun, ContinueRun__Output as _conductor_v1_ContinueRun__Output } from '../../conductor/v1/ContinueRun.ts';
import type { TakeOverRun as _conductor_v1_TakeOverRun, TakeOverRun__Output as _conductor_v1_TakeOverRun__Output } from '../../conductor/v1/TakeOverRun.ts';

export interface ClaimPlayer {
  'playerName'?: (string);
  'testName'?: (string);
  'newRun'?: (_conductor_v1_NewRun | null);
  'continueRun'?: (_conductor_v1_ContinueRun | null);
  'takeOverRun'?: (_conductor_v1_TakeOverRun | null);
  'kind'?: "newRun"|"continueRun"|"takeOverRun";
}

export interface ClaimPlayer__Output {
  'playerName': (string);
  'testName': (string);
  'newRun'?: (_conductor_v1_NewRun__Output | null);
  'continueRun'?: (_conductor_v1_ContinueRun__Output | null);
  'takeOverRun'?: (_conductor_v1_TakeOverRun__Output | null);
  'kind'?: "newRun"|"continueRun"|"takeOverRun";
}
