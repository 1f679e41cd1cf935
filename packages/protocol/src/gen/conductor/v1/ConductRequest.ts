// Original file: ../../proto/conductor/v1/control.proto

import type { RunRef as _conductor_v1_RunRef, RunRef__Output as _conductor_v1_RunRef__Output } from '../../conductor/v1/RunRef.ts';
import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from '../../conductor/v1/Greeting.ts';
import type { Proof as _conductor_v1_Proof, Proof__Output as _conductor_v1_Proof__Output } from '../../conductor/v1/Proof.ts';
import type { ClaimPlayer as _conductor_v1_ClaimPlayer, ClaimPlayer__Output as _conductor_v1_ClaimPlayer__Output } from '../../conductor/v1/ClaimPlayer.ts';
import type { LoadTrial as _conductor_v1_LoadTrial, LoadTrial__Output as _conductor_v1_LoadTrial__Output } from '../../conductor/v1/LoadTrial.ts';
import type { ArmPhase as _conductor_v1_ArmPhase, ArmPhase__Output as _conductor_v1_ArmPhase__Output } from '../../conductor/v1/ArmPhase.ts';
import type { StartPhase as _conductor_v1_StartPhase, StartPhase__Output as _conductor_v1_StartPhase__Output } from '../../conductor/v1/StartPhase.ts';
import type { EndPhase as _conductor_v1_EndPhase, EndPhase__Output as _conductor_v1_EndPhase__Output } from '../../conductor/v1/EndPhase.ts';
import type { StopTrial as _conductor_v1_StopTrial, StopTrial__Output as _conductor_v1_StopTrial__Output } from '../../conductor/v1/StopTrial.ts';
import type { CloseTrial as _conductor_v1_CloseTrial, CloseTrial__Output as _conductor_v1_CloseTrial__Output } from '../../conductor/v1/CloseTrial.ts';
import type { Heartbeat as _conductor_v1_Heartbeat, Heartbeat__Output as _conductor_v1_Heartbeat__Output } from '../../conductor/v1/Heartbeat.ts';
import type { ReleasePlayer as _conductor_v1_ReleasePlayer, ReleasePlayer__Output as _conductor_v1_ReleasePlayer__Output } from '../../conductor/v1/ReleasePlayer.ts';
import type { ReadClock as _conductor_v1_ReadClock, ReadClock__Output as _conductor_v1_ReadClock__Output } from '../../conductor/v1/ReadClock.ts';
import type { SettleSync as _conductor_v1_SettleSync, SettleSync__Output as _conductor_v1_SettleSync__Output } from '../../conductor/v1/SettleSync.ts';
import type { PermitReboot as _conductor_v1_PermitReboot, PermitReboot__Output as _conductor_v1_PermitReboot__Output } from '../../conductor/v1/PermitReboot.ts';
import type { ResumeTrial as _conductor_v1_ResumeTrial, ResumeTrial__Output as _conductor_v1_ResumeTrial__Output } from '../../conductor/v1/ResumeTrial.ts';

export interface ConductRequest {
  'run'?: (_conductor_v1_RunRef | null);
  'greeting'?: (_conductor_v1_Greeting | null);
  'proof'?: (_conductor_v1_Proof | null);
  'claimPlayer'?: (_conductor_v1_ClaimPlayer | null);
  'loadTrial'?: (_conductor_v1_LoadTrial | null);
  'armPhase'?: (_conductor_v1_ArmPhase | null);
  'startPhase'?: (_conductor_v1_StartPhase | null);
  'endPhase'?: (_conductor_v1_EndPhase | null);
  'stopTrial'?: (_conductor_v1_StopTrial | null);
  'closeTrial'?: (_conductor_v1_CloseTrial | null);
  'heartbeat'?: (_conductor_v1_Heartbeat | null);
  'releasePlayer'?: (_conductor_v1_ReleasePlayer | null);
  'readClock'?: (_conductor_v1_ReadClock | null);
  'settleSync'?: (_conductor_v1_SettleSync | null);
  'permitReboot'?: (_conductor_v1_PermitReboot | null);
  'resumeTrial'?: (_conductor_v1_ResumeTrial | null);
  'kind'?: "greeting"|"proof"|"claimPlayer"|"loadTrial"|"armPhase"|"startPhase"|"endPhase"|"stopTrial"|"closeTrial"|"heartbeat"|"releasePlayer"|"readClock"|"settleSync"|"permitReboot"|"resumeTrial";
}

export interface ConductRequest__Output {
  'run': (_conductor_v1_RunRef__Output | null);
  'greeting'?: (_conductor_v1_Greeting__Output | null);
  'proof'?: (_conductor_v1_Proof__Output | null);
  'claimPlayer'?: (_conductor_v1_ClaimPlayer__Output | null);
  'loadTrial'?: (_conductor_v1_LoadTrial__Output | null);
  'armPhase'?: (_conductor_v1_ArmPhase__Output | null);
  'startPhase'?: (_conductor_v1_StartPhase__Output | null);
  'endPhase'?: (_conductor_v1_EndPhase__Output | null);
  'stopTrial'?: (_conductor_v1_StopTrial__Output | null);
  'closeTrial'?: (_conductor_v1_CloseTrial__Output | null);
  'heartbeat'?: (_conductor_v1_Heartbeat__Output | null);
  'releasePlayer'?: (_conductor_v1_ReleasePlayer__Output | null);
  'readClock'?: (_conductor_v1_ReadClock__Output | null);
  'settleSync'?: (_conductor_v1_SettleSync__Output | null);
  'permitReboot'?: (_conductor_v1_PermitReboot__Output | null);
  'resumeTrial'?: (_conductor_v1_ResumeTrial__Output | null);
  'kind'?: "greeting"|"proof"|"claimPlayer"|"loadTrial"|"armPhase"|"startPhase"|"endPhase"|"stopTrial"|"closeTrial"|"heartbeat"|"releasePlayer"|"readClock"|"settleSync"|"permitReboot"|"resumeTrial";
}
