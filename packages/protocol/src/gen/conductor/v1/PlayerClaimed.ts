// Original file: ../../proto/conductor/v1/control.proto


export interface PlayerClaimed {
}

export interface PlayerClaimed__Output {
}
