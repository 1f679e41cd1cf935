// Original file: ../../proto/conductor/v1/control.proto

import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from '../../conductor/v1/Greeting.ts';
import type { Welcome as _conductor_v1_Welcome, Welcome__Output as _conductor_v1_Welcome__Output } from '../../conductor/v1/Welcome.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from '../../conductor/v1/Refused.ts';
import type { PlayerClaimed as _conductor_v1_PlayerClaimed, PlayerClaimed__Output as _conductor_v1_PlayerClaimed__Output } from '../../conductor/v1/PlayerClaimed.ts';
import type { TrialLoaded as _conductor_v1_TrialLoaded, TrialLoaded__Output as _conductor_v1_TrialLoaded__Output } from '../../conductor/v1/TrialLoaded.ts';
import type { PhaseArmed as _conductor_v1_PhaseArmed, PhaseArmed__Output as _conductor_v1_PhaseArmed__Output } from '../../conductor/v1/PhaseArmed.ts';
import type { PhaseStarted as _conductor_v1_PhaseStarted, PhaseStarted__Output as _conductor_v1_PhaseStarted__Output } from '../../conductor/v1/PhaseStarted.ts';
import type { PhaseNotStarted as _conductor_v1_PhaseNotStarted, PhaseNotStarted__Output as _conductor_v1_PhaseNotStarted__Output } from '../../conductor/v1/PhaseNotStarted.ts';
import type { StepsDone as _conductor_v1_StepsDone, StepsDone__Output as _conductor_v1_StepsDone__Output } from '../../conductor/v1/StepsDone.ts';
import type { PhaseFinished as _conductor_v1_PhaseFinished, PhaseFinished__Output as _conductor_v1_PhaseFinished__Output } from '../../conductor/v1/PhaseFinished.ts';
import type { ResultsAcknowledged as _conductor_v1_ResultsAcknowledged, ResultsAcknowledged__Output as _conductor_v1_ResultsAcknowledged__Output } from '../../conductor/v1/ResultsAcknowledged.ts';
import type { TrialStopped as _conductor_v1_TrialStopped, TrialStopped__Output as _conductor_v1_TrialStopped__Output } from '../../conductor/v1/TrialStopped.ts';
import type { TrialClosed as _conductor_v1_TrialClosed, TrialClosed__Output as _conductor_v1_TrialClosed__Output } from '../../conductor/v1/TrialClosed.ts';
import type { HeartbeatReply as _conductor_v1_HeartbeatReply, HeartbeatReply__Output as _conductor_v1_HeartbeatReply__Output } from '../../conductor/v1/HeartbeatReply.ts';
import type { PlayerReleased as _conductor_v1_PlayerReleased, PlayerReleased__Output as _conductor_v1_PlayerReleased__Output } from '../../conductor/v1/PlayerReleased.ts';
import type { ClockReading as _conductor_v1_ClockReading, ClockReading__Output as _conductor_v1_ClockReading__Output } from '../../conductor/v1/ClockReading.ts';
import type { SyncReached as _conductor_v1_SyncReached, SyncReached__Output as _conductor_v1_SyncReached__Output } from '../../conductor/v1/SyncReached.ts';
import type { RebootDue as _conductor_v1_RebootDue, RebootDue__Output as _conductor_v1_RebootDue__Output } from '../../conductor/v1/RebootDue.ts';
import type { HostReturned as _conductor_v1_HostReturned, HostReturned__Output as _conductor_v1_HostReturned__Output } from '../../conductor/v1/HostReturned.ts';

export interface ConductResponse {
  'greeting'?: (_conductor_v1_Greeting | null);
  'welcome'?: (_conductor_v1_Welcome | null);
  'refused'?: (_conductor_v1_Refused | null);
  'playerClaimed'?: (_conductor_v1_PlayerClaimed | null);
  'trialLoaded'?: (_conductor_v1_TrialLoaded | null);
  'phaseArmed'?: (_conductor_v1_PhaseArmed | null);
  'phaseStarted'?: (_conductor_v1_PhaseStarted | null);
  'phaseNotStarted'?: (_conductor_v1_PhaseNotStarted | null);
  'stepsDone'?: (_conductor_v1_StepsDone | null);
  'phaseFinished'?: (_conductor_v1_PhaseFinished | null);
  'resultsAcknowledged'?: (_conductor_v1_ResultsAcknowledged | null);
  'trialStopped'?: (_conductor_v1_TrialStopped | null);
  'trialClosed'?: (_conductor_v1_TrialClosed | null);
  'heartbeatReply'?: (_conductor_v1_HeartbeatReply | null);
  'playerReleased'?: (_conductor_v1_PlayerReleased | null);
  'clockReading'?: (_conductor_v1_ClockReading | null);
  'syncReached'?: (_conductor_v1_SyncReached | null);
  'rebootDue'?: (_conductor_v1_RebootDue | null);
  'hostReturned'?: (_conductor_v1_HostReturned | null);
  'kind'?: "greeting"|"welcome"|"refused"|"playerClaimed"|"trialLoaded"|"phaseArmed"|"phaseStarted"|"phaseNotStarted"|"stepsDone"|"phaseFinished"|"resultsAcknowledged"|"trialStopped"|"trialClosed"|"heartbeatReply"|"playerReleased"|"clockReading"|"syncReached"|"rebootDue"|"hostReturned";
}

export interface ConductResponse__Output {
  'greeting'?: (_conductor_v1_Greeting__Output | null);
  'welcome'?: (_conductor_v1_Welcome__Output | null);
  'refused'?: (_conductor_v1_Refused__Output | null);
  'playerClaimed'?: (_conductor_v1_PlayerClaimed__Output | null);
  'trialLoaded'?: (_conductor_v1_TrialLoaded__Output | null);
  'phaseArmed'?: (_conductor_v1_PhaseArmed__Output | null);
  'phaseStarted'?: (_conductor_v1_PhaseStarted__Output | null);
  'phaseNotStarted'?: (_conductor_v1_PhaseNotStarted__Output | null);
  'stepsDone'?: (_conductor_v1_StepsDone__Output | null);
  'phaseFinished'?: (_conductor_v1_PhaseFinished__Output | null);
  'resultsAcknowledged'?: (_conductor_v1_ResultsAcknowledged__Output | null);
  'trialStopped'?: (_conductor_v1_TrialStopped__Output | null);
  'trialClosed'?: (_conductor_v1_TrialClosed__Output | null);
  'heartbeatReply'?: (_conductor_v1_HeartbeatReply__Output | null);
  'playerReleased'?: (_conductor_v1_PlayerReleased__Output | null);
  'clockReading'?: (_conductor_v1_ClockReading__Output | null);
  'syncReached'?: (_conductor_v1_SyncReached__Output | null);
  'rebootDue'?: (_conductor_v1_RebootDue__Output | null);
  'hostReturned'?: (_conductor_v1_HostReturned__Output | null);
  'kind'?: "greeting"|"welcome"|"refused"|"playerClaimed"|"trialLoaded"|"phaseArmed"|"phaseStarted"|"phaseNotStarted"|"stepsDone"|"phaseFinished"|"resultsAcknowledged"|"trialStopped"|"trialClosed"|"heartbeatReply"|"playerReleased"|"clockReading"|"syncReached"|"rebootDue"|"hostReturned";
}
