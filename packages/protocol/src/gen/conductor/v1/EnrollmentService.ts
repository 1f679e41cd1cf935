// Original file: ../../proto/conductor/v1/enrollment.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { EnrollRequest as _conductor_v1_EnrollRequest, EnrollRequest__Output as _conductor_v1_EnrollRequest__Output } from '../../conductor/v1/EnrollRequest.ts';
import type { EnrollResponse as _conductor_v1_EnrollResponse, EnrollResponse__Output as _conductor_v1_EnrollResponse__Output } from '../../conductor/v1/EnrollResponse.ts';

export interface EnrollmentServiceClient extends grpc.Client {
  Enroll(argument: _conductor_v1_EnrollRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _conductor_v1_EnrollRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_conductor_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _conductor_v1_EnrollRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  Enroll(argument: _conductor_v1_EnrollRequest, callback: grpc.requestCallback<_conductor_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  enroll(argument: _conductor_v1_EnrollRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  enroll(argument: _conductor_v1_EnrollRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_conductor_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  enroll(argument: _conductor_v1_EnrollRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  enroll(argument: _conductor_v1_EnrollRequest, callback: grpc.requestCallback<_conductor_v1_EnrollResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface EnrollmentServiceHandlers extends grpc.UntypedServiceImplementation {
  Enroll: grpc.handleUnaryCall<_conductor_v1_EnrollRequest__Output, _conductor_v1_EnrollResponse>;
  
}

export interface EnrollmentServiceDefinition extends grpc.ServiceDefinition {
  Enroll: MethodDefinition<_conductor_v1_EnrollRequest, _conductor_v1_EnrollResponse, _conductor_v1_EnrollRequest__Output, _conductor_v1_EnrollResponse__Output>
}
