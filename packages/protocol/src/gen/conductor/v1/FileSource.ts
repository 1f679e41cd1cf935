// Original file: ../../proto/conductor/v1/results.proto

import type { StepId as _conductor_v1_StepId, StepId__Output as _conductor_v1_StepId__Output } from '../../conductor/v1/StepId.ts';

export interface FileSource {
  'step'?: (_conductor_v1_StepId | null);
  'file'?: (number);
}

export interface FileSource__Output {
  'step': (_conductor_v1_StepId__Output | null);
  'file': (number);
}
