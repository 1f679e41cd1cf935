// Original file: ../../proto/conductor/v1/control.proto


export interface PlayerReleased {
}

export interface PlayerReleased__Output {
}
