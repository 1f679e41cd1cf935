// Original file: ../../proto/conductor/v1/trial.proto

export const Phase = {
  PHASE_UNSPECIFIED: 'PHASE_UNSPECIFIED',
  PHASE_STARTUP: 'PHASE_STARTUP',
  PHASE_RUN: 'PHASE_RUN',
  PHASE_COLLECT: 'PHASE_COLLECT',
  PHASE_RESET: 'PHASE_RESET',
} as const;

export type Phase =
  | 'PHASE_UNSPECIFIED'
  | 0
  | 'PHASE_STARTUP'
  | 1
  | 'PHASE_RUN'
  | 2
  | 'PHASE_COLLECT'
  | 3
  | 'PHASE_RESET'
  | 4

export type Phase__Output = typeof Phase[keyof typeof Phase]
