// Original file: ../../proto/conductor/v1/trial.proto

import type { Long } from '@grpc/proto-loader';

export interface FetchStep {
  'pattern'?: (string);
  'required'?: (boolean);
  'maxBytes'?: (number | string | Long);
  '_maxBytes'?: "maxBytes";
}

export interface FetchStep__Output {
  'pattern': (string);
  'required': (boolean);
  'maxBytes'?: (string);
  '_maxBytes'?: "maxBytes";
}
