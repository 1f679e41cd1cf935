// Original file: ../../proto/conductor/v1/trial.proto

import type { PlainStep as _conductor_v1_PlainStep, PlainStep__Output as _conductor_v1_PlainStep__Output } from '../../conductor/v1/PlainStep.ts';
import type { SpawnStep as _conductor_v1_SpawnStep, SpawnStep__Output as _conductor_v1_SpawnStep__Output } from '../../conductor/v1/SpawnStep.ts';
import type { TimeoutStep as _conductor_v1_TimeoutStep, TimeoutStep__Output as _conductor_v1_TimeoutStep__Output } from '../../conductor/v1/TimeoutStep.ts';
import type { FetchStep as _conductor_v1_FetchStep, FetchStep__Output as _conductor_v1_FetchStep__Output } from '../../conductor/v1/FetchStep.ts';
import type { ReadyStep as _conductor_v1_ReadyStep, ReadyStep__Output as _conductor_v1_ReadyStep__Output } from '../../conductor/v1/ReadyStep.ts';
import type { PutStep as _conductor_v1_PutStep, PutStep__Output as _conductor_v1_PutStep__Output } from '../../conductor/v1/PutStep.ts';
import type { PutBackStep as _conductor_v1_PutBackStep, PutBackStep__Output as _conductor_v1_PutBackStep__Output } from '../../conductor/v1/PutBackStep.ts';
import type { SyncStep as _conductor_v1_SyncStep, SyncStep__Output as _conductor_v1_SyncStep__Output } from '../../conductor/v1/SyncStep.ts';
import type { RebootStep as _conductor_v1_RebootStep, RebootStep__Output as _conductor_v1_RebootStep__Output } from '../../conductor/v1/RebootStep.ts';

export interface Step {
  'index'?: (number);
  'key'?: (string);
  'file'?: (string);
  'line'?: (number);
  'mayFail'?: (boolean);
  'plain'?: (_conductor_v1_PlainStep | null);
  'spawn'?: (_conductor_v1_SpawnStep | null);
  'timeout'?: (_conductor_v1_TimeoutStep | null);
  'fetch'?: (_conductor_v1_FetchStep | null);
  'ready'?: (_conductor_v1_ReadyStep | null);
  'put'?: (_conductor_v1_PutStep | null);
  'putBack'?: (_conductor_v1_PutBackStep | null);
  'sync'?: (_conductor_v1_SyncStep | null);
  'reboot'?: (_conductor_v1_RebootStep | null);
  'retries'?: (number);
  'kind'?: "plain"|"spawn"|"timeout"|"fetch"|"ready"|"put"|"putBack"|"sync"|"reboot";
}

export interface Step__Output {
  'index': (number);
  'key': (string);
  'file': (string);
  'line': (number);
  'mayFail': (boolean);
  'plain'?: (_conductor_v1_PlainStep__Output | null);
  'spawn'?: (_conductor_v1_SpawnStep__Output | null);
  'timeout'?: (_conductor_v1_TimeoutStep__Output | null);
  'fetch'?: (_conductor_v1_FetchStep__Output | null);
  'ready'?: (_conductor_v1_ReadyStep__Output | null);
  'put'?: (_conductor_v1_PutStep__Output | null);
  'putBack'?: (_conductor_v1_PutBackStep__Output | null);
  'sync'?: (_conductor_v1_SyncStep__Output | null);
  'reboot'?: (_conductor_v1_RebootStep__Output | null);
  'retries': (number);
  'kind'?: "plain"|"spawn"|"timeout"|"fetch"|"ready"|"put"|"putBack"|"sync"|"reboot";
}
