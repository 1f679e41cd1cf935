// Original file: ../../proto/conductor/v1/trial.proto

import type { Duration as _google_protobuf_Duration, Duration__Output as _google_protobuf_Duration__Output } from '../../google/protobuf/Duration.ts';
import type { TcpCondition as _conductor_v1_TcpCondition, TcpCondition__Output as _conductor_v1_TcpCondition__Output } from '../../conductor/v1/TcpCondition.ts';
import type { UdpCondition as _conductor_v1_UdpCondition, UdpCondition__Output as _conductor_v1_UdpCondition__Output } from '../../conductor/v1/UdpCondition.ts';
import type { LogCondition as _conductor_v1_LogCondition, LogCondition__Output as _conductor_v1_LogCondition__Output } from '../../conductor/v1/LogCondition.ts';
import type { RunCondition as _conductor_v1_RunCondition, RunCondition__Output as _conductor_v1_RunCondition__Output } from '../../conductor/v1/RunCondition.ts';
import type { FileCondition as _conductor_v1_FileCondition, FileCondition__Output as _conductor_v1_FileCondition__Output } from '../../conductor/v1/FileCondition.ts';

export interface ReadyStep {
  'limit'?: (_google_protobuf_Duration | null);
  'tcp'?: (_conductor_v1_TcpCondition | null);
  'udp'?: (_conductor_v1_UdpCondition | null);
  'log'?: (_conductor_v1_LogCondition | null);
  'run'?: (_conductor_v1_RunCondition | null);
  'file'?: (_conductor_v1_FileCondition | null);
  'condition'?: "tcp"|"udp"|"log"|"run"|"file";
}

export interface ReadyStep__Output {
  'limit': (_google_protobuf_Duration__Output | null);
  'tcp'?: (_conductor_v1_TcpCondition__Output | null);
  'udp'?: (_conductor_v1_UdpCondition__Output | null);
  'log'?: (_conductor_v1_LogCondition__Output | null);
  'run'?: (_conductor_v1_RunCondition__Output | null);
  'file'?: (_conductor_v1_FileCondition__Output | null);
  'condition'?: "tcp"|"udp"|"log"|"run"|"file";
}
