// Original file: ../../proto/conductor/v1/greeting.proto


export interface Proof {
  'proof'?: (Buffer | Uint8Array | string);
}

export interface Proof__Output {
  'proof': (Buffer);
}
