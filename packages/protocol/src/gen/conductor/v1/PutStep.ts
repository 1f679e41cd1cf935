// Original file: ../../proto/conductor/v1/trial.proto

import type { PutItem as _conductor_v1_PutItem, PutItem__Output as _conductor_v1_PutItem__Output } from '../../conductor/v1/PutItem.ts';

export interface PutStep {
  'source'?: (string);
  'target'?: (string);
  'keep'?: (boolean);
  'items'?: (_conductor_v1_PutItem)[];
}

export interface PutStep__Output {
  'source': (string);
  'target': (string);
  'keep': (boolean);
  'items': (_conductor_v1_PutItem__Output)[];
}
