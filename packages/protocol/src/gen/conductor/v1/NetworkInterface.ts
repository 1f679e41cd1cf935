// Original file: ../../proto/conductor/v1/greeting.proto


export interface NetworkInterface {
  'name'?: (string);
  'mac'?: (string);
  'addresses'?: (string)[];
  'settings'?: (string)[];
}

export interface NetworkInterface__Output {
  'name': (string);
  'mac': (string);
  'addresses': (string)[];
  'settings': (string)[];
}
