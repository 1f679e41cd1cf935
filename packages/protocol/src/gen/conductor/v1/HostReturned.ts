// Original file: ../../proto/conductor/v1/control.proto

import type { Phase as _conductor_v1_Phase, Phase__Output as _conductor_v1_Phase__Output } from '../../conductor/v1/Phase.ts';
import type { Duration as _google_protobuf_Duration, Duration__Output as _google_protobuf_Duration__Output } from '../../google/protobuf/Duration.ts';

export interface HostReturned {
  'phase'?: (_conductor_v1_Phase);
  'stepIndex'?: (number);
  'took'?: (_google_protobuf_Duration | null);
}

export interface HostReturned__Output {
  'phase': (_conductor_v1_Phase__Output);
  'stepIndex': (number);
  'took': (_google_protobuf_Duration__Output | null);
}
