// Original file: ../../proto/conductor/v1/results.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CollectRequest as _conductor_v1_CollectRequest, CollectRequest__Output as _conductor_v1_CollectRequest__Output } from '../../conductor/v1/CollectRequest.ts';
import type { CollectResponse as _conductor_v1_CollectResponse, CollectResponse__Output as _conductor_v1_CollectResponse__Output } from '../../conductor/v1/CollectResponse.ts';

export interface ResultsServiceClient extends grpc.Client {
  Collect(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_CollectRequest, _conductor_v1_CollectResponse__Output>;
  Collect(options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_CollectRequest, _conductor_v1_CollectResponse__Output>;
  collect(metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_CollectRequest, _conductor_v1_CollectResponse__Output>;
  collect(options?: grpc.CallOptions): grpc.ClientDuplexStream<_conductor_v1_CollectRequest, _conductor_v1_CollectResponse__Output>;
  
}

export interface ResultsServiceHandlers extends grpc.UntypedServiceImplementation {
  Collect: grpc.handleBidiStreamingCall<_conductor_v1_CollectRequest__Output, _conductor_v1_CollectResponse>;
  
}

export interface ResultsServiceDefinition extends grpc.ServiceDefinition {
  Collect: MethodDefinition<_conductor_v1_CollectRequest, _conductor_v1_CollectResponse, _conductor_v1_CollectRequest__Output, _conductor_v1_CollectResponse__Output>
}
