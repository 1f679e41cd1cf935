// Original file: ../../proto/conductor/v1/trial.proto


export interface RunRef {
  'runId'?: (string);
  'epoch'?: (number);
}

export interface RunRef__Output {
  'runId': (string);
  'epoch': (number);
}
