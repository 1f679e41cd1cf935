// Original file: ../../proto/conductor/v1/files.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DeliverRequest as _conductor_v1_DeliverRequest, DeliverRequest__Output as _conductor_v1_DeliverRequest__Output } from '../../conductor/v1/DeliverRequest.ts';
import type { DeliverResponse as _conductor_v1_DeliverResponse, DeliverResponse__Output as _conductor_v1_DeliverResponse__Output } from '../../conductor/v1/DeliverResponse.ts';

export interface FilesServiceClient extends grpc.Client {
  Deliver(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_DeliverRequest, _conductor_v1_DeliverResponse__Output>;
  Deliver(options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_DeliverRequest, _conductor_v1_DeliverResponse__Output>;
  deliver(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_DeliverRequest, _conductor_v1_DeliverResponse__Output>;
  deliver(options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_DeliverRequest, _conductor_v1_DeliverResponse__Output>;
  
}

export interface FilesServiceHandlers extends grpc.UntypedServiceImplementation {
  Deliver: grpc.handleBidiStreamingCall<_conductor_v1_DeliverRequest__Output, _conductor_v1_DeliverResponse>;
  
}

export interface FilesServiceDefinition extends grpc.ServiceDefinition {
  Deliver: MethodDefinition<_conductor_v1_DeliverRequest, _conductor_v1_DeliverResponse, _conductor_v1_DeliverRequest__Output, _conductor_v1_DeliverResponse__Output>
}
