// Original file: ../../proto/conductor/v1/control.proto


export interface StateLook {
  'name'?: (string);
  'command'?: (string);
}

export interface StateLook__Output {
  'name': (string);
  'command': (string);
}
