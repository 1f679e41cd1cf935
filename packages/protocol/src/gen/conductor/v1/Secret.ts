// Original file: ../../proto/conductor/v1/control.proto


export interface Secret {
  'name'?: (string);
  'value'?: (string);
}

export interface Secret__Output {
  'name': (string);
  'value': (string);
}
