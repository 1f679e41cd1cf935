// Original file: ../../proto/conductor/v1/results.proto

import type { Position as _conductor_v1_Position, Position__Output as _conductor_v1_Position__Output } from '../../conductor/v1/Position.ts';
import type { Source as _conductor_v1_Source, Source__Output as _conductor_v1_Source__Output } from '../../conductor/v1/Source.ts';

export interface Acknowledge {
  'positions'?: (_conductor_v1_Position)[];
  'complete'?: (_conductor_v1_Source)[];
}

export interface Acknowledge__Output {
  'positions': (_conductor_v1_Position__Output)[];
  'complete': (_conductor_v1_Source__Output)[];
}
