// Original file: ../../proto/conductor/v1/control.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';

export interface PhaseFinished {
  'phase'?: (_conductor_v1_Phase);
  'failedCount'?: (number);
  'unknownCount'?: (number);
  'leftoverCount'?: (number);
}

export interface PhaseFinished__Output {
  'phase': (_conductor_v1_Phase__Output);
  'failedCount': (number);
  'unknownCount': (number);
  'leftoverCount': (number);
}
