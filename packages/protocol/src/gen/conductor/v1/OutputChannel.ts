// Original file: ../../proto/conductor/v1/results.proto

export const OutputChannel = {
  OUTPUT_CHANNEL_UNSPECIFIED: 'OUTPUT_CHANNEL_UNSPECIFIED',
  OUTPUT_CHANNEL_STDOUT: 'OUTPUT_CHANNEL_STDOUT',
  OUTPUT_CHANNEL_STDERR: 'OUTPUT_CHANNEL_STDERR',
} as const;

export type OutputChannel =
  | 'OUTPUT_CHANNEL_UNSPECIFIED'
  | 0
  | 'OUTPUT_CHANNEL_STDOUT'
  | 1
  | 'OUTPUT_CHANNEL_STDERR'
  | 2

export type OutputChannel__Output = typeof OutputChannel[keyof typeof OutputChannel]
