// Original file: ../../proto/conductor/v1/trial.proto


export interface TrialRef {
  'caseName'?: (string);
  'trial'?: (number);
}

export interface TrialRef__Output {
  'caseName': (string);
  'trial': (number);
}
