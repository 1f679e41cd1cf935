// Original file: ../../proto/conductor/v1/results.proto

import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from '../../conductor/v1/Greeting.ts';
import type { Welcome as _conductor_v1_Welcome, Welcome__Output as _conductor_v1_Welcome__Output } from '../../conductor/v1/Welcome.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from '../../conductor/v1/Refused.ts';
import type { Chunk as _conductor_v1_Chunk, Chunk__Output as _conductor_v1_Chunk__Output } from '../../conductor/v1/Chunk.ts';
import type { SourceEnd as _conductor_v1_SourceEnd, SourceEnd__Output as _conductor_v1_SourceEnd__Output } from '../../conductor/v1/SourceEnd.ts';
import type { TrialEnd as _conductor_v1_TrialEnd, TrialEnd__Output as _conductor_v1_TrialEnd__Output } from '../../conductor/v1/TrialEnd.ts';
import type { WholeFiles as _conductor_v1_WholeFiles, WholeFiles__Output as _conductor_v1_WholeFiles__Output } from '../../conductor/v1/WholeFiles.ts';
import type { Hole as _conductor_v1_Hole, Hole__Output as _conductor_v1_Hole__Output } from '../../conductor/v1/Hole.ts';

export interface CollectResponse {
  'greeting'?: (_conductor_v1_Greeting | null);
  'welcome'?: (_conductor_v1_Welcome | null);
  'refused'?: (_conductor_v1_Refused | null);
  'chunk'?: (_conductor_v1_Chunk | null);
  'sourceEnd'?: (_conductor_v1_SourceEnd | null);
  'trialEnd'?: (_conductor_v1_TrialEnd | null);
  'wholeFiles'?: (_conductor_v1_WholeFiles | null);
  'hole'?: (_conductor_v1_Hole | null);
  'kind'?: "greeting"|"welcome"|"refused"|"chunk"|"sourceEnd"|"trialEnd"|"wholeFiles"|"hole";
}

export interface CollectResponse__Output {
  'greeting'?: (_conductor_v1_Greeting__Output | null);
  'welcome'?: (_conductor_v1_Welcome__Output | null);
  'refused'?: (_conductor_v1_Refused__Output | null);
  'chunk'?: (_conductor_v1_Chunk__Output | null);
  'sourceEnd'?: (_conductor_v1_SourceEnd__Output | null);
  'trialEnd'?: (_conductor_v1_TrialEnd__Output | null);
  'wholeFiles'?: (_conductor_v1_WholeFiles__Output | null);
  'hole'?: (_conductor_v1_Hole__Output | null);
  'kind'?: "greeting"|"welcome"|"refused"|"chunk"|"sourceEnd"|"trialEnd"|"wholeFiles"|"hole";
}
