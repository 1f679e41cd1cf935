// Original file: ../../proto/conductor/v1/files.proto

import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from '../../conductor/v1/Greeting.ts';
import type { Welcome as _conductor_v1_Welcome, Welcome__Output as _conductor_v1_Welcome__Output } from '../../conductor/v1/Welcome.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from '../../conductor/v1/Refused.ts';
import type { FilesLacking as _conductor_v1_FilesLacking, FilesLacking__Output as _conductor_v1_FilesLacking__Output } from '../../conductor/v1/FilesLacking.ts';
import type { DeliveryFailed as _conductor_v1_DeliveryFailed, DeliveryFailed__Output as _conductor_v1_DeliveryFailed__Output } from '../../conductor/v1/DeliveryFailed.ts';
import type { FilesHeld as _conductor_v1_FilesHeld, FilesHeld__Output as _conductor_v1_FilesHeld__Output } from '../../conductor/v1/FilesHeld.ts';

export interface DeliverResponse {
  'greeting'?: (_conductor_v1_Greeting | null);
  'welcome'?: (_conductor_v1_Welcome | null);
  'refused'?: (_conductor_v1_Refused | null);
  'filesLacking'?: (_conductor_v1_FilesLacking | null);
  'deliveryFailed'?: (_conductor_v1_DeliveryFailed | null);
  'filesHeld'?: (_conductor_v1_FilesHeld | null);
  'kind'?: "greeting"|"welcome"|"refused"|"filesLacking"|"deliveryFailed"|"filesHeld";
}

export interface DeliverResponse__Output {
  'greeting'?: (_conductor_v1_Greeting__Output | null);
  'welcome'?: (_conductor_v1_Welcome__Output | null);
  'refused'?: (_conductor_v1_Refused__Output | null);
  'filesLacking'?: (_conductor_v1_FilesLacking__Output | null);
  'deliveryFailed'?: (_conductor_v1_DeliveryFailed__Output | null);
  'filesHeld'?: (_conductor_v1_FilesHeld__Output | null);
  'kind'?: "greeting"|"welcome"|"refused"|"filesLacking"|"deliveryFailed"|"filesHeld";
}
