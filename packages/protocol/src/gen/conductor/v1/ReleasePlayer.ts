// Original file: ../../proto/conductor/v1/control.proto


export interface ReleasePlayer {
}

export interface ReleasePlayer__Output {
}
