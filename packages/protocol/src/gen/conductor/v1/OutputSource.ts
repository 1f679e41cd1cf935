// Original file: ../../proto/conductor/v1/results.proto

import type { StepId as _conductor_v1_StepId, StepId__Output as _conductor_v1_StepId__Output } from '../../conductor/v1/StepId.ts';
import type { OutputChannel as _conductor_v1_OutputChannel, OutputChannel__Output as _conductor_v1_OutputChannel__Output } from '../../conductor/v1/OutputChannel.ts';

export interface OutputSource {
  'step'?: (_conductor_v1_StepId | null);
  'channel'?: (_conductor_v1_OutputChannel);
  'generation'?: (number);
}

export interface OutputSource__Output {
  'step': (_conductor_v1_StepId__Output | null);
  'channel': (_conductor_v1_OutputChannel__Output);
  'generation': (number);
}
