// Original file: ../../proto/conductor/v1/greeting.proto

import type { AuthMethod as _conductor_v1_AuthMethod, AuthMethod__Output as _conductor_v1_AuthMethod__Output } from '../../conductor/v1/AuthMethod.ts';

export interface Greeting {
  'protocolMajor'?: (number);
  'protocolMinor'?: (number);
  'features'?: (string)[];
  'softwareVersion'?: (string);
  'name'?: (string);
  'nonce'?: (Buffer | Uint8Array | string);
  'authMethod'?: (_conductor_v1_AuthMethod);
  'proof'?: (Buffer | Uint8Array | string);
}

export interface Greeting__Output {
  'protocolMajor': (number);
  'protocolMinor': (number);
  'features': (string)[];
  'softwareVersion': (string);
  'name': (string);
  'nonce': (Buffer);
  'authMethod': (_conductor_v1_AuthMethod__Output);
  'proof': (Buffer);
}
