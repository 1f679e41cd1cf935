// Original file: ../../proto/conductor/v1/control.proto

import type { TrialRef as _conductor_v1_TrialRef, TrialRef__Output as _conductor_v1_TrialRef__Output } from '../../conductor/v1/TrialRef.ts';
import type { Policies as _conductor_v1_Policies, Policies__Output as _conductor_v1_Policies__Output } from '../../conductor/v1/Policies.ts';
import type { PhaseSteps as _conductor_v1_PhaseSteps, PhaseSteps__Output as _conductor_v1_PhaseSteps__Output } from '../../conductor/v1/PhaseSteps.ts';
import type { LoadCommit as _conductor_v1_LoadCommit, LoadCommit__Output as _conductor_v1_LoadCommit__Output } from '../../conductor/v1/LoadCommit.ts';
import type { Secret as _conductor_v1_Secret, Secret__Output as _conductor_v1_Secret__Output } from '../../conductor/v1/Secret.ts';
import type { StateLooks as _conductor_v1_StateLooks, StateLooks__Output as _conductor_v1_StateLooks__Output } from '../../conductor/v1/StateLooks.ts';

export interface LoadTrial {
  'trial'?: (_conductor_v1_TrialRef | null);
  'policies'?: (_conductor_v1_Policies | null);
  'phases'?: (_conductor_v1_PhaseSteps)[];
  'commit'?: (_conductor_v1_LoadCommit | null);
  'secrets'?: (_conductor_v1_Secret)[];
  'state'?: (_conductor_v1_StateLooks | null);
}

export interface LoadTrial__Output {
  'trial': (_conductor_v1_TrialRef__Output | null);
  'policies': (_conductor_v1_Policies__Output | null);
  'phases': (_conductor_v1_PhaseSteps__Output)[];
  'commit': (_conductor_v1_LoadCommit__Output | null);
  'secrets': (_conductor_v1_Secret__Output)[];
  'state': (_conductor_v1_StateLooks__Output | null);
}
