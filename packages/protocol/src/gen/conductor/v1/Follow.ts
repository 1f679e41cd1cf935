// Original file: ../../proto/conductor/v1/results.proto

import type { RunRef as _conductor_v1_RunRef, RunRef__Output as _conductor_v1_RunRef__Output } from '../../conductor/v1/RunRef.ts';
import type { TrialRef as _conductor_v1_TrialRef, TrialRef__Output as _conductor_v1_TrialRef__Output } from '../../conductor/v1/TrialRef.ts';
import type { Position as _conductor_v1_Position, Position__Output as _conductor_v1_Position__Output } from '../../conductor/v1/Position.ts';

export interface Follow {
  'run'?: (_conductor_v1_RunRef | null);
  'trial'?: (_conductor_v1_TrialRef | null);
  'positions'?: (_conductor_v1_Position)[];
  'more'?: (boolean);
}

export interface Follow__Output {
  'run': (_conductor_v1_RunRef__Output | null);
  'trial': (_conductor_v1_TrialRef__Output | null);
  'positions': (_conductor_v1_Position__Output)[];
  'more': (boolean);
}
