// Original file: ../../proto/conductor/v1/trial.proto

import type { Duration as _google_protobuf_Duration, Duration__Output as _google_protobuf_Duration__Output } from '../../google/protobuf/Duration.ts';
import type { CaptureMode as _conductor_v1_CaptureMode, CaptureMode__Output as _conductor_v1_CaptureMode__Output } from '../../conductor/v1/CaptureMode.ts';
import type { DisconnectPolicy as _conductor_v1_DisconnectPolicy, DisconnectPolicy__Output as _conductor_v1_DisconnectPolicy__Output } from '../../conductor/v1/DisconnectPolicy.ts';
import type { FailurePolicy as _conductor_v1_FailurePolicy, FailurePolicy__Output as _conductor_v1_FailurePolicy__Output } from '../../conductor/v1/FailurePolicy.ts';
import type { Long } from '@grpc/proto-loader';

export interface Policies {
  'lease'?: (_google_protobuf_Duration | null);
  'heartbeat'?: (_google_protobuf_Duration | null);
  'stepTimeout'?: (_google_protobuf_Duration | null);
  'killGrace'?: (_google_protobuf_Duration | null);
  'maxOutputBytes'?: (number | string | Long);
  'stopSignal'?: (string);
  'capture'?: (_conductor_v1_CaptureMode);
  'onDisconnect'?: (_conductor_v1_DisconnectPolicy);
  'onFailure'?: (_conductor_v1_FailurePolicy);
  'live'?: (boolean);
}

export interface Policies__Output {
  'lease': (_google_protobuf_Duration__Output | null);
  'heartbeat': (_google_protobuf_Duration__Output | null);
  'stepTimeout': (_google_protobuf_Duration__Output | null);
  'killGrace': (_google_protobuf_Duration__Output | null);
  'maxOutputBytes': (string);
  'stopSignal': (string);
  'capture': (_conductor_v1_CaptureMode__Output);
  'onDisconnect': (_conductor_v1_DisconnectPolicy__Output);
  'onFailure': (_conductor_v1_FailurePolicy__Output);
  'live': (boolean);
}
