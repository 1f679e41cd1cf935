// Original file: ../../proto/conductor/v1/greeting.proto

export const ContainmentLevel = {
  CONTAINMENT_LEVEL_UNSPECIFIED: 'CONTAINMENT_LEVEL_UNSPECIFIED',
  CONTAINMENT_LEVEL_CGROUP: 'CONTAINMENT_LEVEL_CGROUP',
  CONTAINMENT_LEVEL_REAPER: 'CONTAINMENT_LEVEL_REAPER',
  CONTAINMENT_LEVEL_SWEEP: 'CONTAINMENT_LEVEL_SWEEP',
} as const;

export type ContainmentLevel =
  | 'CONTAINMENT_LEVEL_UNSPECIFIED'
  | 0
  | 'CONTAINMENT_LEVEL_CGROUP'
  | 1
  | 'CONTAINMENT_LEVEL_REAPER'
  | 2
  | 'CONTAINMENT_LEVEL_SWEEP'
  | 3

export type ContainmentLevel__Output = typeof ContainmentLevel[keyof typeof ContainmentLevel]
