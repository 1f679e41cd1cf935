// Original file: ../../proto/conductor/v1/files.proto


export interface FilesHeld {
}

export interface FilesHeld__Output {
}
