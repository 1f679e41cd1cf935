import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { EnrollRequest as _conductor_v1_EnrollRequest, EnrollRequest__Output as _conductor_v1_EnrollRequest__Output } from './conductor/v1/EnrollRequest.ts';
import type { EnrollResponse as _conductor_v1_EnrollResponse, EnrollResponse__Output as _conductor_v1_EnrollResponse__Output } from './conductor/v1/EnrollResponse.ts';
import type { Enrolled as _conductor_v1_Enrolled, Enrolled__Output as _conductor_v1_Enrolled__Output } from './conductor/v1/Enrolled.ts';
import type { EnrollmentServiceClient as _conductor_v1_EnrollmentServiceClient, EnrollmentServiceDefinition as _conductor_v1_EnrollmentServiceDefinition } from './conductor/v1/EnrollmentService.ts';
import type { FetchStep as _conductor_v1_FetchStep, FetchStep__Output as _conductor_v1_FetchStep__Output } from './conductor/v1/FetchStep.ts';
import type { FileCondition as _conductor_v1_FileCondition, FileCondition__Output as _conductor_v1_FileCondition__Output } from './conductor/v1/FileCondition.ts';
import type { Greeting as _conductor_v1_Greeting, Greeting__Output as _conductor_v1_Greeting__Output } from './conductor/v1/Greeting.ts';
import type { Holder as _conductor_v1_Holder, Holder__Output as _conductor_v1_Holder__Output } from './conductor/v1/Holder.ts';
import type { HostFacts as _conductor_v1_HostFacts, HostFacts__Output as _conductor_v1_HostFacts__Output } from './conductor/v1/HostFacts.ts';
import type { Introduction as _conductor_v1_Introduction, Introduction__Output as _conductor_v1_Introduction__Output } from './conductor/v1/Introduction.ts';
import type { KeptRun as _conductor_v1_KeptRun, KeptRun__Output as _conductor_v1_KeptRun__Output } from './conductor/v1/KeptRun.ts';
import type { LogCondition as _conductor_v1_LogCondition, LogCondition__Output as _conductor_v1_LogCondition__Output } from './conductor/v1/LogCondition.ts';
import type { NetworkInterface as _conductor_v1_NetworkInterface, NetworkInterface__Output as _conductor_v1_NetworkInterface__Output } from './conductor/v1/NetworkInterface.ts';
import type { PlainStep as _conductor_v1_PlainStep, PlainStep__Output as _conductor_v1_PlainStep__Output } from './conductor/v1/PlainStep.ts';
import type { PlayerCondition as _conductor_v1_PlayerCondition, PlayerCondition__Output as _conductor_v1_PlayerCondition__Output } from './conductor/v1/PlayerCondition.ts';
import type { Policies as _conductor_v1_Policies, Policies__Output as _conductor_v1_Policies__Output } from './conductor/v1/Policies.ts';
import type { Proof as _conductor_v1_Proof, Proof__Output as _conductor_v1_Proof__Output } from './conductor/v1/Proof.ts';
import type { PutBackStep as _conductor_v1_PutBackStep, PutBackStep__Output as _conductor_v1_PutBackStep__Output } from './conductor/v1/PutBackStep.ts';
import type { PutFile as _conductor_v1_PutFile, PutFile__Output as _conductor_v1_PutFile__Output } from './conductor/v1/PutFile.ts';
import type { PutFolder as _conductor_v1_PutFolder, PutFolder__Output as _conductor_v1_PutFolder__Output } from './conductor/v1/PutFolder.ts';
import type { PutItem as _conductor_v1_PutItem, PutItem__Output as _conductor_v1_PutItem__Output } from './conductor/v1/PutItem.ts';
import type { PutStep as _conductor_v1_PutStep, PutStep__Output as _conductor_v1_PutStep__Output } from './conductor/v1/PutStep.ts';
import type { ReadyStep as _conductor_v1_ReadyStep, ReadyStep__Output as _conductor_v1_ReadyStep__Output } from './conductor/v1/ReadyStep.ts';
import type { RebootStep as _conductor_v1_RebootStep, RebootStep__Output as _conductor_v1_RebootStep__Output } from './conductor/v1/RebootStep.ts';
import type { Refused as _conductor_v1_Refused, Refused__Output as _conductor_v1_Refused__Output } from './conductor/v1/Refused.ts';
import type { RunCondition as _conductor_v1_RunCondition, RunCondition__Output as _conductor_v1_RunCondition__Output } from './conductor/v1/RunCondition.ts';
import type { RunRef as _conductor_v1_RunRef, RunRef__Output as _conductor_v1_RunRef__Output } from './conductor/v1/RunRef.ts';
import type { SpawnStep as _conductor_v1_SpawnStep, SpawnStep__Output as _conductor_v1_SpawnStep__Output } from './conductor/v1/SpawnStep.ts';
import type { Step as _conductor_v1_Step, Step__Output as _conductor_v1_Step__Output } from './conductor/v1/Step.ts';
import type { SyncStep as _conductor_v1_SyncStep, SyncStep__Output as _conductor_v1_SyncStep__Output } from './conductor/v1/SyncStep.ts';
import type { TcpCondition as _conductor_v1_TcpCondition, TcpCondition__Output as _conductor_v1_TcpCondition__Output } from './conductor/v1/TcpCondition.ts';
import type { TimeoutStep as _conductor_v1_TimeoutStep, TimeoutStep__Output as _conductor_v1_TimeoutStep__Output } from './conductor/v1/TimeoutStep.ts';
import type { TrialRef as _conductor_v1_TrialRef, TrialRef__Output as _conductor_v1_TrialRef__Output } from './conductor/v1/TrialRef.ts';
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
      AuthMethod: EnumTypeDefinition
      CaptureMode: EnumTypeDefinition
      ContainmentLevel: EnumTypeDefinition
      DisconnectPolicy: EnumTypeDefinition
      EnrollRequest: MessageTypeDefinition<_conductor_v1_EnrollRequest, _conductor_v1_EnrollRequest__Output>
      EnrollResponse: MessageTypeDefinition<_conductor_v1_EnrollResponse, _conductor_v1_EnrollResponse__Output>
      Enrolled: MessageTypeDefinition<_conductor_v1_Enrolled, _conductor_v1_Enrolled__Output>
      EnrollmentService: SubtypeConstructor<typeof grpc.Client, _conductor_v1_EnrollmentServiceClient> & { service: _conductor_v1_EnrollmentServiceDefinition }
      FailurePolicy: EnumTypeDefinition
      FetchStep: MessageTypeDefinition<_conductor_v1_FetchStep, _conductor_v1_FetchStep__Output>
      FileCondition: MessageTypeDefinition<_conductor_v1_FileCondition, _conductor_v1_FileCondition__Output>
      Greeting: MessageTypeDefinition<_conductor_v1_Greeting, _conductor_v1_Greeting__Output>
      Holder: MessageTypeDefinition<_conductor_v1_Holder, _conductor_v1_Holder__Output>
      HostFacts: MessageTypeDefinition<_conductor_v1_HostFacts, _conductor_v1_HostFacts__Output>
      Introduction: MessageTypeDefinition<_conductor_v1_Introduction, _conductor_v1_Introduction__Output>
      KeptRun: MessageTypeDefinition<_conductor_v1_KeptRun, _conductor_v1_KeptRun__Output>
      LogCondition: MessageTypeDefinition<_conductor_v1_LogCondition, _conductor_v1_LogCondition__Output>
      NetworkInterface: MessageTypeDefinition<_conductor_v1_NetworkInterface, _conductor_v1_NetworkInterface__Output>
      Phase: EnumTypeDefinition
      PlainStep: MessageTypeDefinition<_conductor_v1_PlainStep, _conductor_v1_PlainStep__Output>
      PlayerCondition: MessageTypeDefinition<_conductor_v1_PlayerCondition, _conductor_v1_PlayerCondition__Output>
      Policies: MessageTypeDefinition<_conductor_v1_Policies, _conductor_v1_Policies__Output>
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
      RunCondition: MessageTypeDefinition<_conductor_v1_RunCondition, _conductor_v1_RunCondition__Output>
      RunRef: MessageTypeDefinition<_conductor_v1_RunRef, _conductor_v1_RunRef__Output>
      SpawnStep: MessageTypeDefinition<_conductor_v1_SpawnStep, _conductor_v1_SpawnStep__Output>
      Step: MessageTypeDefinition<_conductor_v1_Step, _conductor_v1_Step__Output>
      SyncStep: MessageTypeDefinition<_conductor_v1_SyncStep, _conductor_v1_SyncStep__Output>
      TcpCondition: MessageTypeDefinition<_conductor_v1_TcpCondition, _conductor_v1_TcpCondition__Output>
      TimeoutStep: MessageTypeDefinition<_conductor_v1_TimeoutStep, _conductor_v1_TimeoutStep__Output>
      TrialRef: MessageTypeDefinition<_conductor_v1_TrialRef, _conductor_v1_TrialRef__Output>
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

