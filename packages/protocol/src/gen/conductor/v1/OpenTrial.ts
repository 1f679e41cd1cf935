// Original file: ../../proto/conductor/v1/control.proto

import type { TrialRef as _conductor_v1_TrialRef, TrialRef__Output as _conductor_v1_TrialRef__Output } from '../../conductor/v1/TrialRef.ts';
import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';

export interface OpenTrial {
  'trial'?: (_conductor_v1_TrialRef | null);
  'lastPhase'?: (_conductor_v1_Phase);
  'resetOwed'?: (boolean);
}

export interface OpenTrial__Output {
  'trial': (_conductor_v1_TrialRef__Output | null);
  'lastPhase': (_conductor_v1_Phase__Output);
  'resetOwed': (boolean);
}
