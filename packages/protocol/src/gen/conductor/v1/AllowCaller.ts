// Original file: ../../proto/conductor/v1/identity.proto


export interface AllowCaller {
}

export interface AllowCaller__Output {
}
