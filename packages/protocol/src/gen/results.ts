import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Acknowledge as _conductor_v1_Acknowledge, Acknowledge__Output as _conductor_v1_Acknowledge__Output } from './conductor/v1/Acknowledge.ts';
import type { Chunk as _conductor_v1_Chunk, Chunk__Output as _conductor_v1_Chunk__Output } from './conductor/v1/Chunk.ts';
import type { CollectRequest as _conductor_v1_CollectRequest, CollectRequest__Output as _conductor_v1_CollectRequest__Output } from './conductor/v1/CollectRequest.ts';
import type { CollectResponse as _conductor_v1_CollectResponse, CollectResponse__Output as _conductor_v1_CollectResponse__Output } from './conductor/v1/CollectResponse.ts';
import type { FetchStep as _conductor_v1_FetchStep, FetchStep__Output as _conductor_v1_FetchStep__Output } from './conductor/v1/FetchStep.ts';
import type { FileCondition as _conductor_v1_FileCondition, FileCondition__Output as _conductor_v1_FileCondition__Output } from './conductor/v1/FileCondition.ts';
import type { FileSource as _conductor_v1_FileSource, FileSource__Output as _conductor_v1_FileSource__Output } from './conductor/v1/FileSource.ts';
import type { Follow as _conductor_v1_Follow, Follow__Output as _conductor_v1_Follow__Output } from './conductor/v1/Follow.ts';
import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from './conductor/v1/Greeting.ts';
import type { Holder as _conductor_v1_Holder, Holder__Output as _conductor_v1_Holder__Output } from './conductor/v1/Holder.ts';
import type { Hole as _conductor_v1_Hole, Hole__Output as _conductor_v1_Hole__Output } from './conductor/v1/Hole.ts';
import type { HostFacts as _conductor_v1_HostFacts, HostFacts__Output as _conductor_v1_HostFacts__Output } from './conductor/v1/HostFacts.ts';
import type { Introduction as _conductor_v1_Introduction, Introduction__Output as _conductor_v1_Introduction__Output } from './conductor/v1/Introduction.ts';
import type { JournalSource as _conductor_v1_JournalSource, JournalSource__Output as _conductor_v1_JournalSource__Output } from './conductor/v1/JournalSource.ts';
import type { KeptRun as _conductor_v1_KeptRun, KeptRun__Output as _conductor_v1_KeptRun__Output } from './conductor/v1/KeptRun.ts';
import type { LogCondition as _conductor_v1_LogCondition, LogCondition__Output as _conductor_v1_LogCondition__Output } from './conductor/v1/LogCondition.ts';
import type { NetworkInterface as _conductor_v1_NetworkInterface, NetworkInterface__Output as _conductor_v1_NetworkInterface__Output } from './conductor/v1/NetworkInterface.ts';
import type { OutputSource as _conductor_v1_OutputSource, OutputSource__Output as _conductor_v1_OutputSource__Output } from './conductor/v1/OutputSource.ts';
import type { PlainStep as _conductor_v1_PlainStep, PlainStep__Output as _conductor_v1_PlainStep__Output } from './conductor/v1/PlainStep.ts';
import type { PlayerCondition as _conductor_v1_PlayerCondition, PlayerCondition__Output as _conductor_v1_PlayerCondition__Output } from './conductor/v1/PlayerCondition.ts';
import type { Policies as _conductor_v1_Policies, Policies__Output as _conductor_v1_Policies__Output } from './conductor/v1/Policies.ts';
import type { Position as _conductor_v1_Position, Position__Output as _conductor_v1_Position__Output } from './conductor/v1/Position.ts';
import type { Proof as _conductor_v1_Proof, Proof__Output as _conductor_v1_Proof__Output } from './conductor/v1/Proof.ts';
import type { PutBackStep as _conductor_v1_PutBackStep, PutBackStep__Output as _conductor_v1_PutBackStep__Output } from './conductor/v1/PutBackStep.ts';
import type { PutFile as _conductor_v1_PutFile, PutFile__Output as _conductor_v1_PutFile__Output } from './conductor/v1/PutFile.ts';
import type { PutFolder as _conductor_v1_PutFolder, PutFolder__Output as _conductor_v1_PutFolder__Output } from './conductor/v1/PutFolder.ts';
import type { PutItem as _conductor_v1_PutItem, PutItem__Output as _conductor_v1_PutItem__Output } from './conductor/v1/PutItem.ts';
import type { PutStep as _conductor_v1_PutStep, PutStep__Output as _conductor_v1_PutStep__Output } from './conductor/v1/PutStep.ts';
import type { ReadyStep as _conductor_v1_ReadyStep, ReadyStep__Output as _conductor_v1_ReadyStep__Output } from './conductor/v1/ReadyStep.ts';
import type { RebootStep as _conductor_v1_RebootStep, RebootStep__Output as _conductor_v1_RebootStep__Output } from './conductor/v1/RebootStep.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from './conductor/v1/Refused.ts';
import type { ResultsServiceClient as _conductor_v1_ResultsServiceClient, ResultsServiceDefinition as _conductor_v1_ResultsServiceDefinition } from './conductor/v1/ResultsService.ts';
import type { RunCondition as _conductor_v1_RunCondition, RunCondition__Output as _conductor_v1_RunCondition__Output } from './conductor/v1/RunCondition.ts';
import type { RunRef as _conductor_v1_RunRef, RunRef__Output as _conductor_v1_RunRef__Output } from './conductor/v1/RunRef.ts';
import type { Source as _conductor_v1_Source, Source__Output as _conductor_v1_Source__Output } from './conductor/v1/Source.ts';
import type { SourceEnd as _conductor_v1_SourceEnd, SourceEnd__Output as _conductor_v1_SourceEnd__Output } from './conductor/v1/SourceEnd.ts';
import type { SpawnStep as _conductor_v1_SpawnStep, SpawnStep__Output as _conductor_v1_SpawnStep__Output } from './conductor/v1/SpawnStep.ts';
import type { Step as _conductor_v1_Step, Step__Output as _conductor_v1_Step__Output } from './conductor/v1/Step.ts';
import type { StepId as _conductor_v1_StepId, StepId__Output as _conductor_v1_StepId__Output } from './conductor/v1/StepId.ts';
import type { SyncStep as _conductor_v1_SyncStep, SyncStep__Output as _conductor_v1_SyncStep__Output } from './conductor/v1/SyncStep.ts';
import type { TcpCondition as _conductor_v1_TcpCondition, TcpCondition__Output as _conductor_v1_TcpCondition__Output } from './conductor/v1/TcpCondition.ts';
import type { TimeoutStep as _conductor_v1_TimeoutStep, TimeoutStep__Output as _conductor_v1_TimeoutStep__Output } from './conductor/v1/TimeoutStep.ts';
import type { TrialEnd as _conductor_v1_TrialEnd, TrialEnd__Output as _conductor_v1_TrialEnd__Output } from './conductor/v1/TrialEnd.ts';
import type { TrialRef as _conductor_v1_TrialRef, TrialRef__Output as _conductor_v1_TrialRef__Output } from './conductor/v1/TrialRef.ts';
import type { UdpCondition as _conductor_v1_UdpCondition, UdpCondition__Output as _conductor_v1_UdpCondition__Output } from './conductor/v1/UdpCondition.ts';
import type { Welcome as _conductor_v1_Welcome, Welcome__Output as _conductor_v1_Welcome__Output } from './conductor/v1/Welcome.ts';
import type { WholeFile as _conductor_v1_WholeFile, WholeFile__Output as _conductor_v1_WholeFile__Output } from './conductor/v1/WholeFile.ts';
import type { WholeFiles as _conductor_v1_WholeFiles, WholeFiles__Output as _conductor_v1_WholeFiles__Output } from './conductor/v1/WholeFiles.ts';
import type { Duration as _google_protobuf_Duration, Duration__Output as _google_protobuf_Duration__Output } from './google/protobuf/Duration.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from './google/protobuf/Timestamp.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  conductor: {
    v1: {
      Acknowledge: MessageTypeDefinition<_conductor_v1_Acknowledge, _conductor_v1_Acknowledge__Output>
      AuthMethod: EnumTypeDefinition
      CaptureMode: EnumTypeDefinition
      Chunk: MessageTypeDefinition<_conductor_v1_Chunk, _conductor_v1_Chunk__Output>
      CollectRequest: MessageTypeDefinition<_conductor_v1_CollectRequest, _conductor_v1_CollectRequest__Output>
      CollectResponse: MessageTypeDefinition<_conductor_v1_CollectResponse, _conductor_v1_CollectResponse__Output>
      ContainmentLevel: EnumTypeDefinition
      DisconnectPolicy: EnumTypeDefinition
      FailurePolicy: EnumTypeDefinition
      FetchStep: MessageTypeDefinition<_conductor_v1_FetchStep, _conductor_v1_FetchStep__Output>
      FileCondition: MessageTypeDefinition<_conductor_v1_FileCondition, _conductor_v1_FileCondition__Output>
      FileSource: MessageTypeDefinition<_conductor_v1_FileSource, _conductor_v1_FileSource__Output>
      Follow: MessageTypeDefinition<_conductor_v1_Follow, _conductor_v1_Follow__Output>
      Greeting: MessageTypeDefinition<_conductor_v1_Greeting, _conductor_v1_Greeting__Output>
      Holder: MessageTypeDefinition<_conductor_v1_Holder, _conductor_v1_Holder__Output>
      Hole: MessageTypeDefinition<_conductor_v1_Hole, _conductor_v1_Hole__Output>
      HostFacts: MessageTypeDefinition<_conductor_v1_HostFacts, _conductor_v1_HostFacts__Output>
      Introduction: MessageTypeDefinition<_conductor_v1_Introduction, _conductor_v1_Introduction__Output>
      JournalSource: MessageTypeDefinition<_conductor_v1_JournalSource, _conductor_v1_JournalSource__Output>
      KeptRun: MessageTypeDefinition<_conductor_v1_KeptRun, _conductor_v1_KeptRun__Output>
      LogCondition: MessageTypeDefinition<_conductor_v1_LogCondition, _conductor_v1_LogCondition__Output>
      NetworkInterface: MessageTypeDefinition<_conductor_v1_NetworkInterface, _conductor_v1_NetworkInterface__Output>
      OutputChannel: EnumTypeDefinition
      OutputSource: MessageTypeDefinition<_conductor_v1_OutputSource, _conductor_v1_OutputSource__Output>
      Phase: EnumTypeDefinition
      PlainStep: MessageTypeDefinition<_conductor_v1_PlainStep, _conductor_v1_PlainStep__Output>
      PlayerCondition: MessageTypeDefinition<_conductor_v1_PlayerCondition, _conductor_v1_PlayerCondition__Output>
      Policies: MessageTypeDefinition<_conductor_v1_Policies, _conductor_v1_Policies__Output>
      Position: MessageTypeDefinition<_conductor_v1_Position, _conductor_v1_Position__Output>
      Proof: MessageTypeDefinition<_conductor_v1_Proof, _conductor_v1_Proof__Output>
      PutBackStep: MessageTypeDefinition<_conductor_v1_PutBackStep, _conductor_v1_PutBackStep__Output>
      PutFile: MessageTypeDefinition<_conductor_v1_PutFile, _conductor_v1_PutFile__Output>
      PutFolder: MessageTypeDefinition<_conductor_v1_PutFolder, _conductor_v1_PutFolder__Output>
      PutItem: MessageTypeDefinition<_conductor_v1_PutItem, _conductor_v1_PutItem__Output>
      PutStep: MessageTypeDefinition<_conductor_v1_PutStep, _conductor_v1_PutStep__Output>
      ReadyStep: MessageTypeDefinition<_conductor_v1_ReadyStep, _conductor_v1_ReadyStep__Output>
      RebootStep: MessageTypeDefinition<_conductor_v1_RebootStep, _conductor_v1_RebootStep__Output>
      RefusalReason: EnumTypeDefinition
      Refused: MessageTypeDefinition<_conductor_v1_Refused, _conductor_v1_Refused__Output>
      ResetState: EnumTypeDefinition
      ResultsService: SubtypeConstructor<typeof grpc.Client, _conductor_v1_ResultsServiceClient> & { service: _conductor_v1_ResultsServiceDefinition }
      RunCondition: MessageTypeDefinition<_conductor_v1_RunCondition, _conductor_v1_RunCondition__Output>
      RunRef: MessageTypeDefinition<_conductor_v1_RunRef, _conductor_v1_RunRef__Output>
      Source: MessageTypeDefinition<_conductor_v1_Source, _conductor_v1_Source__Output>
      SourceEnd: MessageTypeDefinition<_conductor_v1_SourceEnd, _conductor_v1_SourceEnd__Output>
      SpawnStep: MessageTypeDefinition<_conductor_v1_SpawnStep, _conductor_v1_SpawnStep__Output>
      Step: MessageTypeDefinition<_conductor_v1_Step, _conductor_v1_Step__Output>
      StepId: MessageTypeDefinition<_conductor_v1_StepId, _conductor_v1_StepId__Output>
      SyncStep: MessageTypeDefinition<_conductor_v1_SyncStep, _conductor_v1_SyncStep__Output>
      TcpCondition: MessageTypeDefinition<_conductor_v1_TcpCondition, _conductor_v1_TcpCondition__Output>
      TimeoutStep: MessageTypeDefinition<_conductor_v1_TimeoutStep, _conductor_v1_TimeoutStep__Output>
      TrialEnd: MessageTypeDefinition<_conductor_v1_TrialEnd, _conductor_v1_TrialEnd__Output>
      TrialRef: MessageTypeDefinition<_conductor_v1_TrialRef, _conductor_v1_TrialRef__Output>
      UdpCondition: MessageTypeDefinition<_conductor_v1_UdpCondition, _conductor_v1_UdpCondition__Output>
      Welcome: MessageTypeDefinition<_conductor_v1_Welcome, _conductor_v1_Welcome__Output>
      WholeFile: MessageTypeDefinition<_conductor_v1_WholeFile, _conductor_v1_WholeFile__Output>
      WholeFiles: MessageTypeDefinition<_conductor_v1_WholeFiles, _conductor_v1_WholeFiles__Output>
    }
  }
  google: {
    protobuf: {
      Duration: MessageTypeDefinition<_google_protobuf_Duration, _google_protobuf_Duration__Output>
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

