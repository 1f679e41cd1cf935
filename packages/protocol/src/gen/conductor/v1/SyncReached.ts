// Original file: ../../proto/conductor/v1/control.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';

export interface SyncReached {
  'phase'?: (_conductor_v1_Phase);
  'name'?: (string);
}

export interface SyncReached__Output {
  'phase': (_conductor_v1_Phase__Output);
  'name': (string);
}
