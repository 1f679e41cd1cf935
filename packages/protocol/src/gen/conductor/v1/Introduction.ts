// Original file: ../../proto/conductor/v1/greeting.proto


export interface Introduction {
  'protocolMajor'?: (number);
  'protocolMinor'?: (number);
  'features'?: (string)[];
  'softwareVersion'?: (string);
  'name'?: (string);
}

export interface Introduction__Output {
  'protocolMajor': (number);
  'protocolMinor': (number);
  'features': (string)[];
  'softwareVersion': (string);
  'name': (string);
}
