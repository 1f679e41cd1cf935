// Original file: ../../proto/conductor/v1/control.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ConductRequest as _conductor_v1_ConductRequest, ConductRequest__Output as _conductor_v1_ConductRequest__Output } from '../../conductor/v1/ConductRequest.ts';
import type { ConductResponse as _conductor_v1_ConductResponse, ConductResponse__Output as _conductor_v1_ConductResponse__Output } from '../../conductor/v1/ConductResponse.ts';

export interface ControlServiceClient extends grpc.Client {
  Conduct(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_ConductRequest, _conductor_v1_ConductResponse__Output>;
  Conduct(options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_ConductRequest, _conductor_v1_ConductResponse__Output>;
  conduct(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_ConductRequest, _conductor_v1_ConductResponse__Output>;
  conduct(options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_ConductRequest, _conductor_v1_ConductResponse__Output>;
  
}

export interface ControlServiceHandlers extends grpc.UntypedServiceImplementation {
  Conduct: grpc.handleBidiStreamingCall<_conductor_v1_ConductRequest__Output, _conductor_v1_ConductResponse>;
  
}

export interface ControlServiceDefinition extends grpc.ServiceDefinition {
  Conduct: MethodDefinition<_conductor_v1_ConductRequest, _conductor_v1_ConductResponse, _conductor_v1_ConductRequest__Output, _conductor_v1_ConductResponse__Output>
}
