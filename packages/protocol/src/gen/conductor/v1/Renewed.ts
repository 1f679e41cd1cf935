// Original file: ../../proto/conductor/v1/identity.proto


export interface Renewed {
}

export interface Renewed__Output {
}
