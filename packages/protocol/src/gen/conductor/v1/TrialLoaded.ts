// Original file: ../../proto/conductor/v1/control.proto

import type { TrialRef as _conductor_v1_TrialRef, TrialRef__Output as _conductor_v1_TrialRef__Output } from '../../conductor/v1/TrialRef.ts';

export interface TrialLoaded {
  'trial'?: (_conductor_v1_TrialRef | null);
}

export interface TrialLoaded__Output {
  'trial': (_conductor_v1_TrialRef__Output | null);
}
