// Original file: ../../proto/conductor/v1/control.proto

import type { ResetState as _conductor_v1_ResetState, ResetState__Output as _conductor_v1_ResetState__Output } from '../../conductor/v1/ResetState.ts';

export interface TrialClosed {
  'reset'?: (_conductor_v1_ResetState);
}

export interface TrialClosed__Output {
  'reset': (_conductor_v1_ResetState__Output);
}
