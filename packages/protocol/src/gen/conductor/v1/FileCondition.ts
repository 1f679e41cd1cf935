// Original file: ../../proto/conductor/v1/trial.proto


export interface FileCondition {
  'path'?: (string);
  'notEmpty'?: (boolean);
}

export interface FileCondition__Output {
  'path': (string);
  'notEmpty': (boolean);
}
