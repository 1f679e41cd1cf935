// Original file: ../../proto/conductor/v1/trial.proto


export interface FetchStep {
  'pattern'?: (string);
}

export interface FetchStep__Output {
  'pattern': (string);
}
