// Original file: ../../proto/conductor/v1/results.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';

export interface StepId {
  'phase'?: (_conductor_v1_Phase);
  'index'?: (number);
  'attempt'?: (number);
}

export interface StepId__Output {
  'phase': (_conductor_v1_Phase__Output);
  'index': (number);
  'attempt': (number);
}
