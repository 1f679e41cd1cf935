// Original file: ../../proto/conductor/v1/results.proto

import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from '../../conductor/v1/Greeting.ts';
import type { Proof as _conductor_v1_Proof, Proof__Output as _conductor_v1_Proof__Output } from '../../conductor/v1/Proof.ts';
import type { Follow as _conductor_v1_Follow, Follow__Output as _conductor_v1_Follow__Output } from '../../conductor/v1/Follow.ts';
import type { Acknowledge as _conductor_v1_Acknowledge, Acknowledge__Output as _conductor_v1_Acknowledge__Output } from '../../conductor/v1/Acknowledge.ts';

export interface CollectRequest {
  'greeting'?: (_conductor_v1_Greeting | null);
  'proof'?: (_conductor_v1_Proof | null);
  'follow'?: (_conductor_v1_Follow | null);
  'acknowledge'?: (_conductor_v1_Acknowledge | null);
  'kind'?: "greeting"|"proof"|"follow"|"acknowledge";
}

export interface CollectRequest__Output {
  'greeting'?: (_conductor_v1_Greeting__Output | null);
  'proof'?: (_conductor_v1_Proof__Output | null);
  'follow'?: (_conductor_v1_Follow__Output | null);
  'acknowledge'?: (_conductor_v1_Acknowledge__Output | null);
  'kind'?: "greeting"|"proof"|"follow"|"acknowledge";
}
