// Original file: ../../proto/conductor/v1/trial.proto

export const CaptureMode = {
  CAPTURE_MODE_UNSPECIFIED: 'CAPTURE_MODE_UNSPECIFIED',
  CAPTURE_MODE_FILE: 'CAPTURE_MODE_FILE',
  CAPTURE_MODE_PIPE: 'CAPTURE_MODE_PIPE',
} as const;

export type CaptureMode =
  | 'CAPTURE_MODE_UNSPECIFIED'
  | 0
  | 'CAPTURE_MODE_FILE'
  | 1
  | 'CAPTURE_MODE_PIPE'
  | 2

export type CaptureMode__Output = typeof CaptureMode[keyof typeof CaptureMode]
