// Original file: ../../proto/conductor/v1/trial.proto


export interface PutBackStep {
  'items'?: (number);
}

export interface PutBackStep__Output {
  'items': (number);
}
