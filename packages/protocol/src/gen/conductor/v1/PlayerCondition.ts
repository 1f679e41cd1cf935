// Original file: ../../proto/conductor/v1/condition.proto

import type { Holder as _conductor_v1_Holder, Holder__Output as _conductor_v1_Holder__Output } from '../../conductor/v1/Holder.ts';
import type { TrialRef as _conductor_v1_TrialRef, TrialRef__Output as _conductor_v1_TrialRef__Output } from '../../conductor/v1/TrialRef.ts';
import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';
import type { KeptRun as _conductor_v1_KeptRun, KeptRun__Output as _conductor_v1_KeptRun__Output } from '../../conductor/v1/KeptRun.ts';

export interface PlayerCondition {
  'holder'?: (_conductor_v1_Holder | null);
  'trial'?: (_conductor_v1_TrialRef | null);
  'phase'?: (_conductor_v1_Phase);
  'stepIndex'?: (number);
  'kept'?: (_conductor_v1_KeptRun)[];
}

export interface PlayerCondition__Output {
  'holder': (_conductor_v1_Holder__Output | null);
  'trial': (_conductor_v1_TrialRef__Output | null);
  'phase': (_conductor_v1_Phase__Output);
  'stepIndex': (number);
  'kept': (_conductor_v1_KeptRun__Output)[];
}
