// Original file: ../../proto/conductor/v1/control.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';

export interface PhaseNotStarted {
  'phase'?: (_conductor_v1_Phase);
  'reason'?: (string);
}

export interface PhaseNotStarted__Output {
  'phase': (_conductor_v1_Phase__Output);
  'reason': (string);
}
