// Original file: ../../proto/conductor/v1/control.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';
import type { Step as _conductor_v1_Step, Step__Output as _conductor_v1_Step__Output } from '../../conductor/v1/Step.ts';

export interface PhaseSteps {
  'phase'?: (_conductor_v1_Phase);
  'steps'?: (_conductor_v1_Step)[];
}

export interface PhaseSteps__Output {
  'phase': (_conductor_v1_Phase__Output);
  'steps': (_conductor_v1_Step__Output)[];
}
