import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { ArmPhase as _conductor_v1_ArmPhase, ArmPhase__Output as _conductor_v1_ArmPhase__Output } from './conductor/v1/ArmPhase.ts';
import type { ClaimPlayer as _conductor_v1_ClaimPlayer, ClaimPlayer__Output as _conductor_v1_ClaimPlayer__Output } from './conductor/v1/ClaimPlayer.ts';
import type { ClockReading as _conductor_v1_ClockReading, ClockReading__Output as _conductor_v1_ClockReading__Output } from './conductor/v1/ClockReading.ts';
import type { CloseTrial as _conductor_v1_CloseTrial, CloseTrial__Output as _conductor_v1_CloseTrial__Output } from './conductor/v1/CloseTrial.ts';
import type { ConductRequest as _conductor_v1_ConductRequest, ConductRequest__Output as _conductor_v1_ConductRequest__Output } from './conductor/v1/ConductRequest.ts';
import type { ConductResponse as _conductor_v1_ConductResponse, ConductResponse__Output as _conductor_v1_ConductResponse__Output } from './conductor/v1/ConductResponse.ts';
import type { ContinueRun as _conductor_v1_ContinueRun, ContinueRun__Output as _conductor_v1_ContinueRun__Output } from './conductor/v1/ContinueRun.ts';
import type { ControlServiceClient as _conductor_v1_ControlServiceClient, ControlServiceDefinition as _conductor_v1_ControlServiceDefinition } from './conductor/v1/ControlService.ts';
import type { EndPhase as _conductor_v1_EndPhase, EndPhase__Output as _conductor_v1_EndPhase__Output } from './conductor/v1/EndPhase.ts';
import type { FetchStep as _conductor_v1_FetchStep, FetchStep__Output as _conductor_v1_FetchStep__Output } from './conductor/v1/FetchStep.ts';
import type { FileCondition as _conductor_v1_FileCondition, FileCondition__Output as _conductor_v1_FileCondition__Output } from './conductor/v1/FileCondition.ts';
import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from './conductor/v1/Greeting.ts';
import type { Heartbeat as _conductor_v1_Heartbeat, Heartbeat__Output as _conductor_v1_Heartbeat__Output } from './conductor/v1/Heartbeat.ts';
import type { HeartbeatReply as _conductor_v1_HeartbeatReply, HeartbeatReply__Output as _conductor_v1_HeartbeatReply__Output } from './conductor/v1/HeartbeatReply.ts';
import type { Holder as _conductor_v1_Holder, Holder__Output as _conductor_v1_Holder__Output } from './conductor/v1/Holder.ts';
import type { HostFacts as _conductor_v1_HostFacts, HostFacts__Output as _conductor_v1_HostFacts__Output } from './conductor/v1/HostFacts.ts';
import type { HostReturned as _conductor_v1_HostReturned, HostReturned__Output as _conductor_v1_HostReturned__Output } from './conductor/v1/HostReturned.ts';
import type { Introduction as _conductor_v1_Introduction, Introduction__Output as _conductor_v1_Introduction__Output } from './conductor/v1/Introduction.ts';
import type { KeptRun as _conductor_v1_KeptRun, KeptRun__Output as _conductor_v1_KeptRun__Output } from './conductor/v1/KeptRun.ts';
import type { LoadCommit as _conductor_v1_LoadCommit, LoadCommit__Output as _conductor_v1_LoadCommit__Output } from './conductor/v1/LoadCommit.ts';
import type { LoadTrial as _conductor_v1_LoadTrial, LoadTrial__Output as _conductor_v1_LoadTrial__Output } from './conductor/v1/LoadTrial.ts';
import type { LogCondition as _conductor_v1_LogCondition, LogCondition__Output as _conductor_v1_LogCondition__Output } from './conductor/v1/LogCondition.ts';
import type { NetworkInterface as _conductor_v1_NetworkInterface, NetworkInterface__Output as _conductor_v1_NetworkInterface__Output } from './conductor/v1/NetworkInterface.ts';
import type { NewRun as _conductor_v1_NewRun, NewRun__Output as _conductor_v1_NewRun__Output } from './conductor/v1/NewRun.ts';
import type { OpenTrial as _conductor_v1_OpenTrial, OpenTrial__Output as _conductor_v1_OpenTrial__Output } from './conductor/v1/OpenTrial.ts';
import type { PermitReboot as _conductor_v1_PermitReboot, PermitReboot__Output as _conductor_v1_PermitReboot__Output } from './conductor/v1/PermitReboot.ts';
import type { PhaseArmed as _conductor_v1_PhaseArmed, PhaseArmed__Output as _conductor_v1_PhaseArmed__Output } from './conductor/v1/PhaseArmed.ts';
import type { PhaseFinished as _conductor_v1_PhaseFinished, PhaseFinished__Output as _conductor_v1_PhaseFinished__Output } from './conductor/v1/PhaseFinished.ts';
import type { PhaseNotStarted as _conductor_v1_PhaseNotStarted, PhaseNotStarted__Output as _conductor_v1_PhaseNotStarted__Output } from './conductor/v1/PhaseNotStarted.ts';
import type { PhaseStarted as _conductor_v1_PhaseStarted, PhaseStarted__Output as _conductor_v1_PhaseStarted__Output } from './conductor/v1/PhaseStarted.ts';
import type { PhaseSteps as _conductor_v1_PhaseSteps, PhaseSteps__Output as _conductor_v1_PhaseSteps__Output } from './conductor/v1/PhaseSteps.ts';
import type { PlainStep as _conductor_v1_PlainStep, PlainStep__Output as _conductor_v1_PlainStep__Output } from './conductor/v1/PlainStep.ts';
import type { PlayerClaimed as _conductor_v1_PlayerClaimed, PlayerClaimed__Output as _conductor_v1_PlayerClaimed__Output } from './conductor/v1/PlayerClaimed.ts';
import type { PlayerCondition as _conductor_v1_PlayerCondition, PlayerCondition__Output as _conductor_v1_PlayerCondition__Output } from './conductor/v1/PlayerCondition.ts';
import type { PlayerReleased as _conductor_v1_PlayerReleased, PlayerReleased__Output as _conductor_v1_PlayerReleased__Output } from './conductor/v1/PlayerReleased.ts';
import type { Policies as _conductor_v1_Policies, Policies__Output as _conductor_v1_Policies__Output } from './conductor/v1/Policies.ts';
import type { Proof as _conductor_v1_Proof, Proof__Output as _conductor_v1_Proof__Output } from './conductor/v1/Proof.ts';
import type { PutBackStep as _conductor_v1_PutBackStep, PutBackStep__Output as _conductor_v1_PutBackStep__Output } from './conductor/v1/PutBackStep.ts';
import type { PutFile as _conductor_v1_PutFile, PutFile__Output as _conductor_v1_PutFile__Output } from './conductor/v1/PutFile.ts';
import type { PutFolder as _conductor_v1_PutFolder, PutFolder__Output as _conductor_v1_PutFolder__Output } from './conductor/v1/PutFolder.ts';
import type { PutItem as _conductor_v1_PutItem, PutItem__Output as _conductor_v1_PutItem__Output } from './conductor/v1/PutItem.ts';
import type { PutStep as _conductor_v1_PutStep, PutStep__Output as _conductor_v1_PutStep__Output } from './conductor/v1/PutStep.ts';
import type { ReadClock as _conductor_v1_ReadClock, ReadClock__Output as _conductor_v1_ReadClock__Output } from './conductor/v1/ReadClock.ts';
import type { ReadyStep as _conductor_v1_ReadyStep, ReadyStep__Output as _conductor_v1_ReadyStep__Output } from './conductor/v1/ReadyStep.ts';
import type { RebootDue as _conductor_v1_RebootDue, RebootDue__Output as _conductor_v1_RebootDue__Output } from './conductor/v1/RebootDue.ts';
import type { RebootStep as _conductor_v1_RebootStep, RebootStep__Output as _conductor_v1_RebootStep__Output } from './conductor/v1/RebootStep.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from './conductor/v1/Refused.ts';
import type { ReleasePlayer as _conductor_v1_ReleasePlayer, ReleasePlayer__Output as _conductor_v1_ReleasePlayer__Output } from './conductor/v1/ReleasePlayer.ts';
import type { ResultsAcknowledged as _conductor_v1_ResultsAcknowledged, ResultsAcknowledged__Output as _conductor_v1_ResultsAcknowledged__Output } from './conductor/v1/ResultsAcknowledged.ts';
import type { ResumeTrial as _conductor_v1_ResumeTrial, ResumeTrial__Output as _conductor_v1_ResumeTrial__Output } from './conductor/v1/ResumeTrial.ts';
import type { RunCondition as _conductor_v1_RunCondition, RunCondition__Output as _conductor_v1_RunCondition__Output } from './conductor/v1/RunCondition.ts';
import type { RunRef as _conductor_v1_RunRef, RunRef__Output as _conductor_v1_RunRef__Output } from './conductor/v1/RunRef.ts';
import type { Secret as _conductor_v1_Secret, Secret__Output as _conductor_v1_Secret__Output } from './conductor/v1/Secret.ts';
import type { SettleSync as _conductor_v1_SettleSync, SettleSync__Output as _conductor_v1_SettleSync__Output } from './conductor/v1/SettleSync.ts';
import type { SpawnStep as _conductor_v1_SpawnStep, SpawnStep__Output as _conductor_v1_SpawnStep__Output } from './conductor/v1/SpawnStep.ts';
import type { StartPhase as _conductor_v1_StartPhase, StartPhase__Output as _conductor_v1_StartPhase__Output } from './conductor/v1/StartPhase.ts';
import type { StateLook as _conductor_v1_StateLook, StateLook__Output as _conductor_v1_StateLook__Output } from './conductor/v1/StateLook.ts';
import type { StateLooks as _conductor_v1_StateLooks, StateLooks__Output as _conductor_v1_StateLooks__Output } from './conductor/v1/StateLooks.ts';
import type { Step as _conductor_v1_Step, Step__Output as _conductor_v1_Step__Output } from './conductor/v1/Step.ts';
import type { StepsDone as _conductor_v1_StepsDone, StepsDone__Output as _conductor_v1_StepsDone__Output } from './conductor/v1/StepsDone.ts';
import type { StopTrial as _conductor_v1_StopTrial, StopTrial__Output as _conductor_v1_StopTrial__Output } from './conductor/v1/StopTrial.ts';
import type { SyncReached as _conductor_v1_SyncReached, SyncReached__Output as _conductor_v1_SyncReached__Output } from './conductor/v1/SyncReached.ts';
import type { SyncStep as _conductor_v1_SyncStep, SyncStep__Output as _conductor_v1_SyncStep__Output } from './conductor/v1/SyncStep.ts';
import type { TakeOverRun as _conductor_v1_TakeOverRun, TakeOverRun__Output as _conductor_v1_TakeOverRun__Output } from './conductor/v1/TakeOverRun.ts';
import type { TcpCondition as _conductor_v1_TcpCondition, TcpCondition__Output as _conductor_v1_TcpCondition__Output } from './conductor/v1/TcpCondition.ts';
import type { TimeoutStep as _conductor_v1_TimeoutStep, TimeoutStep__Output as _conductor_v1_TimeoutStep__Output } from './conductor/v1/TimeoutStep.ts';
import type { TrialClosed as _conductor_v1_TrialClosed, TrialClosed__Output as _conductor_v1_TrialClosed__Output } from './conductor/v1/TrialClosed.ts';
import type { TrialLoaded as _conductor_v1_TrialLoaded, TrialLoaded__Output as _conductor_v1_TrialLoaded__Output } from './conductor/v1/TrialLoaded.ts';
import type { TrialRef as _conductor_v1_TrialRef, TrialRef__Output as _conductor_v1_TrialRef__Output } from './conductor/v1/TrialRef.ts';
import type { TrialStopped as _conductor_v1_TrialStopped, TrialStopped__Output as _conductor_v1_TrialStopped__Output } from './conductor/v1/TrialStopped.ts';
import type { UdpCondition as _conductor_v1_UdpCondition, UdpCondition__Output as _conductor_v1_UdpCondition__Output } from './conductor/v1/UdpCondition.ts';
import type { Welcome as _conductor_v1_Welcome, Welcome__Output as _conductor_v1_Welcome__Output } from './conductor/v1/Welcome.ts';
import type { Duration as _google_protobuf_Duration, Duration__Output as _google_protobuf_Duration__Output } from './google/protobuf/Duration.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from './google/protobuf/Timestamp.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  conductor: {
    v1: {
      ArmPhase: MessageTypeDefinition<_conductor_v1_ArmPhase, _conductor_v1_ArmPhase__Output>
      AuthMethod: EnumTypeDefinition
      CaptureMode: EnumTypeDefinition
      ClaimPlayer: MessageTypeDefinition<_conductor_v1_ClaimPlayer, _conductor_v1_ClaimPlayer__Output>
      ClockReading: MessageTypeDefinition<_conductor_v1_ClockReading, _conductor_v1_ClockReading__Output>
      CloseTrial: MessageTypeDefinition<_conductor_v1_CloseTrial, _conductor_v1_CloseTrial__Output>
      ConductRequest: MessageTypeDefinition<_conductor_v1_ConductRequest, _conductor_v1_ConductRequest__Output>
      ConductResponse: MessageTypeDefinition<_conductor_v1_ConductResponse, _conductor_v1_ConductResponse__Output>
      ContainmentLevel: EnumTypeDefinition
      ContinueRun: MessageTypeDefinition<_conductor_v1_ContinueRun, _conductor_v1_ContinueRun__Output>
      ControlService: SubtypeConstructor<typeof grpc.Client, _conductor_v1_ControlServiceClient> & { service: _conductor_v1_ControlServiceDefinition }
      DisconnectPolicy: EnumTypeDefinition
      EndPhase: MessageTypeDefinition<_conductor_v1_EndPhase, _conductor_v1_EndPhase__Output>
      FailurePolicy: EnumTypeDefinition
      FetchStep: MessageTypeDefinition<_conductor_v1_FetchStep, _conductor_v1_FetchStep__Output>
      FileCondition: MessageTypeDefinition<_conductor_v1_FileCondition, _conductor_v1_FileCondition__Output>
      Greeting: MessageTypeDefinition<_conductor_v1_Greeting, _conductor_v1_Greeting__Output>
      Heartbeat: MessageTypeDefinition<_conductor_v1_Heartbeat, _conductor_v1_Heartbeat__Output>
      HeartbeatReply: MessageTypeDefinition<_conductor_v1_HeartbeatReply, _conductor_v1_HeartbeatReply__Output>
      Holder: MessageTypeDefinition<_conductor_v1_Holder, _conductor_v1_Holder__Output>
      HostFacts: MessageTypeDefinition<_conductor_v1_HostFacts, _conductor_v1_HostFacts__Output>
      HostReturned: MessageTypeDefinition<_conductor_v1_HostReturned, _conductor_v1_HostReturned__Output>
      Introduction: MessageTypeDefinition<_conductor_v1_Introduction, _conductor_v1_Introduction__Output>
      KeptRun: MessageTypeDefinition<_conductor_v1_KeptRun, _conductor_v1_KeptRun__Output>
      LoadCommit: MessageTypeDefinition<_conductor_v1_LoadCommit, _conductor_v1_LoadCommit__Output>
      LoadTrial: MessageTypeDefinition<_conductor_v1_LoadTrial, _conductor_v1_LoadTrial__Output>
      LogCondition: MessageTypeDefinition<_conductor_v1_LogCondition, _conductor_v1_LogCondition__Output>
      NetworkInterface: MessageTypeDefinition<_conductor_v1_NetworkInterface, _conductor_v1_NetworkInterface__Output>
      NewRun: MessageTypeDefinition<_conductor_v1_NewRun, _conductor_v1_NewRun__Output>
      OpenTrial: MessageTypeDefinition<_conductor_v1_OpenTrial, _conductor_v1_OpenTrial__Output>
      PermitReboot: MessageTypeDefinition<_conductor_v1_PermitReboot, _conductor_v1_PermitReboot__Output>
      Phase: EnumTypeDefinition
      PhaseArmed: MessageTypeDefinition<_conductor_v1_PhaseArmed, _conductor_v1_PhaseArmed__Output>
      PhaseFinished: MessageTypeDefinition<_conductor_v1_PhaseFinished, _conductor_v1_PhaseFinished__Output>
      PhaseNotStarted: MessageTypeDefinition<_conductor_v1_PhaseNotStarted, _conductor_v1_PhaseNotStarted__Output>
      PhaseStarted: MessageTypeDefinition<_conductor_v1_PhaseStarted, _conductor_v1_PhaseStarted__Output>
      PhaseSteps: MessageTypeDefinition<_conductor_v1_PhaseSteps, _conductor_v1_PhaseSteps__Output>
      PlainStep: MessageTypeDefinition<_conductor_v1_PlainStep, _conductor_v1_PlainStep__Output>
      PlayerClaimed: MessageTypeDefinition<_conductor_v1_PlayerClaimed, _conductor_v1_PlayerClaimed__Output>
      PlayerCondition: MessageTypeDefinition<_conductor_v1_PlayerCondition, _conductor_v1_PlayerCondition__Output>
      PlayerReleased: MessageTypeDefinition<_conductor_v1_PlayerReleased, _conductor_v1_PlayerReleased__Output>
      Policies: MessageTypeDefinition<_conductor_v1_Policies, _conductor_v1_Policies__Output>
      Proof: MessageTypeDefinition<_conductor_v1_Proof, _conductor_v1_Proof__Output>
      PutBackStep: MessageTypeDefinition<_conductor_v1_PutBackStep, _conductor_v1_PutBackStep__Output>
      PutFile: MessageTypeDefinition<_conductor_v1_PutFile, _conductor_v1_PutFile__Output>
      PutFolder: MessageTypeDefinition<_conductor_v1_PutFolder, _conductor_v1_PutFolder__Output>
      PutItem: MessageTypeDefinition<_conductor_v1_PutItem, _conductor_v1_PutItem__Output>
      PutStep: MessageTypeDefinition<_conductor_v1_PutStep, _conductor_v1_PutStep__Output>
      ReadClock: MessageTypeDefinition<_conductor_v1_ReadClock, _conductor_v1_ReadClock__Output>
      ReadyStep: MessageTypeDefinition<_conductor_v1_ReadyStep, _conductor_v1_ReadyStep__Output>
      RebootDue: MessageTypeDefinition<_conductor_v1_RebootDue, _conductor_v1_RebootDue__Output>
      RebootStep: MessageTypeDefinition<_conductor_v1_RebootStep, _conductor_v1_RebootStep__Output>
      RefusalReason: EnumTypeDefinition
      Refused: MessageTypeDefinition<_conductor_v1_Refused, _conductor_v1_Refused__Output>
      ReleasePlayer: MessageTypeDefinition<_conductor_v1_ReleasePlayer, _conductor_v1_ReleasePlayer__Output>
      ResetState: EnumTypeDefinition
      ResultsAcknowledged: MessageTypeDefinition<_conductor_v1_ResultsAcknowledged, _conductor_v1_ResultsAcknowledged__Output>
      ResumeTrial: MessageTypeDefinition<_conductor_v1_ResumeTrial, _conductor_v1_ResumeTrial__Output>
      RunCondition: MessageTypeDefinition<_conductor_v1_RunCondition, _conductor_v1_RunCondition__Output>
      RunRef: MessageTypeDefinition<_conductor_v1_RunRef, _conductor_v1_RunRef__Output>
      Secret: MessageTypeDefinition<_conductor_v1_Secret, _conductor_v1_Secret__Output>
      SettleSync: MessageTypeDefinition<_conductor_v1_SettleSync, _conductor_v1_SettleSync__Output>
      SpawnStep: MessageTypeDefinition<_conductor_v1_SpawnStep, _conductor_v1_SpawnStep__Output>
      StartPhase: MessageTypeDefinition<_conductor_v1_StartPhase, _conductor_v1_StartPhase__Output>
      StateLook: MessageTypeDefinition<_conductor_v1_StateLook, _conductor_v1_StateLook__Output>
      StateLooks: MessageTypeDefinition<_conductor_v1_StateLooks, _conductor_v1_StateLooks__Output>
      Step: MessageTypeDefinition<_conductor_v1_Step, _conductor_v1_Step__Output>
      StepsDone: MessageTypeDefinition<_conductor_v1_StepsDone, _conductor_v1_StepsDone__Output>
      StopTrial: MessageTypeDefinition<_conductor_v1_StopTrial, _conductor_v1_StopTrial__Output>
      SyncReached: MessageTypeDefinition<_conductor_v1_SyncReached, _conductor_v1_SyncReached__Output>
      SyncStep: MessageTypeDefinition<_conductor_v1_SyncStep, _conductor_v1_SyncStep__Output>
      TakeOverRun: MessageTypeDefinition<_conductor_v1_TakeOverRun, _conductor_v1_TakeOverRun__Output>
      TcpCondition: MessageTypeDefinition<_conductor_v1_TcpCondition, _conductor_v1_TcpCondition__Output>
      TimeoutStep: MessageTypeDefinition<_conductor_v1_TimeoutStep, _conductor_v1_TimeoutStep__Output>
      TrialClosed: MessageTypeDefinition<_conductor_v1_TrialClosed, _conductor_v1_TrialClosed__Output>
      TrialLoaded: MessageTypeDefinition<_conductor_v1_TrialLoaded, _conductor_v1_TrialLoaded__Output>
      TrialRef: MessageTypeDefinition<_conductor_v1_TrialRef, _conductor_v1_TrialRef__Output>
      TrialStopped: MessageTypeDefinition<_conductor_v1_TrialStopped, _conductor_v1_TrialStopped__Output>
      UdpCondition: MessageTypeDefinition<_conductor_v1_UdpCondition, _conductor_v1_UdpCondition__Output>
      Welcome: MessageTypeDefinition<_conductor_v1_Welcome, _conductor_v1_Welcome__Output>
    }
  }
  google: {
    protobuf: {
      Duration: MessageTypeDefinition<_google_protobuf_Duration, _google_protobuf_Duration__Output>
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

