// Original file: ../../proto/conductor/v1/greeting.proto

import type { NetworkInterface as _conductor_v1_NetworkInterface, NetworkInterface__Output as _conductor_v1_NetworkInterface__Output } from '../../conductor/v1/NetworkInterface.ts';
import type { ContainmentLevel as _conductor_v1_ContainmentLevel, ContainmentLevel__Output as _conductor_v1_ContainmentLevel__Output } from '../../conductor/v1/ContainmentLevel.ts';
import type { Long } from '@grpc/proto-loader';

export interface HostFacts {
  'hostname'?: (string);
  'system'?: (string);
  'kernel'?: (string);
  'architecture'?: (string);
  'cpuModel'?: (string);
  'cpuCount'?: (number);
  'memoryBytes'?: (number | string | Long);
  'interfaces'?: (_conductor_v1_NetworkInterface)[];
  'user'?: (string);
  'version'?: (string);
  'nodeVersion'?: (string);
  'containment'?: (_conductor_v1_ContainmentLevel);
  'bootId'?: (string);
}

export interface HostFacts__Output {
  'hostname': (string);
  'system': (string);
  'kernel': (string);
  'architecture': (string);
  'cpuModel': (string);
  'cpuCount': (number);
  'memoryBytes': (string);
  'interfaces': (_conductor_v1_NetworkInterface__Output)[];
  'user': (string);
  'version': (string);
  'nodeVersion': (string);
  'containment': (_conductor_v1_ContainmentLevel__Output);
  'bootId': (string);
}
