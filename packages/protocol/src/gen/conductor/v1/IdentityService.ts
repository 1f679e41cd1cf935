// Original file: ../../proto/conductor/v1/identity.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DescribeRequest as _conductor_v1_DescribeRequest, DescribeRequest__Output as _conductor_v1_DescribeRequest__Output } from '../../conductor/v1/DescribeRequest.ts';
import type { DescribeResponse as _conductor_v1_DescribeResponse, DescribeResponse__Output as _conductor_v1_DescribeResponse__Output } from '../../conductor/v1/DescribeResponse.ts';
import type { RenewRequest as _conductor_v1_RenewRequest, RenewRequest__Output as _conductor_v1_RenewRequest__Output } from '../../conductor/v1/RenewRequest.ts';
import type { RenewResponse as _conductor_v1_RenewResponse, RenewResponse__Output as _conductor_v1_RenewResponse__Output } from '../../conductor/v1/RenewResponse.ts';
import type { SetCallerRequest as _conductor_v1_SetCallerRequest, SetCallerRequest__Output as _conductor_v1_SetCallerRequest__Output } from '../../conductor/v1/SetCallerRequest.ts';
import type { SetCallerResponse as _conductor_v1_SetCallerResponse, SetCallerResponse__Output as _conductor_v1_SetCallerResponse__Output } from '../../conductor/v1/SetCallerResponse.ts';

export interface IdentityServiceClient extends grpc.Client {
  Describe(argument: _conductor_v1_DescribeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  Describe(argument: _conductor_v1_DescribeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_conductor_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  Describe(argument: _conductor_v1_DescribeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  Describe(argument: _conductor_v1_DescribeRequest, callback: grpc.requestCallback<_conductor_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  describe(argument: _conductor_v1_DescribeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  describe(argument: _conductor_v1_DescribeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_conductor_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  describe(argument: _conductor_v1_DescribeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  describe(argument: _conductor_v1_DescribeRequest, callback: grpc.requestCallback<_conductor_v1_DescribeResponse__Output>): grpc.ClientUnaryCall;
  
  Renew(argument: _conductor_v1_RenewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_RenewResponse__Output>): grpc.ClientUnaryCall;
  Renew(argument: _conductor_v1_RenewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_conductor_v1_RenewResponse__Output>): grpc.ClientUnaryCall;
  Renew(argument: _conductor_v1_RenewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_RenewResponse__Output>): grpc.ClientUnaryCall;
  Renew(argument: _conductor_v1_RenewRequest, callback: grpc.requestCallback<_conductor_v1_RenewResponse__Output>): grpc.ClientUnaryCall;
  renew(argument: _conductor_v1_RenewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_RenewResponse__Output>): grpc.ClientUnaryCall;
  renew(argument: _conductor_v1_RenewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_conductor_v1_RenewResponse__Output>): grpc.ClientUnaryCall;
  renew(argument: _conductor_v1_RenewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_RenewResponse__Output>): grpc.ClientUnaryCall;
  renew(argument: _conductor_v1_RenewRequest, callback: grpc.requestCallback<_conductor_v1_RenewResponse__Output>): grpc.ClientUnaryCall;
  
  SetCaller(argument: _conductor_v1_SetCallerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_SetCallerResponse__Output>): grpc.ClientUnaryCall;
  SetCaller(argument: _conductor_v1_SetCallerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_conductor_v1_SetCallerResponse__Output>): grpc.ClientUnaryCall;
  SetCaller(argument: _conductor_v1_SetCallerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_SetCallerResponse__Output>): grpc.ClientUnaryCall;
  SetCaller(argument: _conductor_v1_SetCallerRequest, callback: grpc.requestCallback<_conductor_v1_SetCallerResponse__Output>): grpc.ClientUnaryCall;
  setCaller(argument: _conductor_v1_SetCallerRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_SetCallerResponse__Output>): grpc.ClientUnaryCall;
  setCaller(argument: _conductor_v1_SetCallerRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_conductor_v1_SetCallerResponse__Output>): grpc.ClientUnaryCall;
  setCaller(argument: _conductor_v1_SetCallerRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_conductor_v1_SetCallerResponse__Output>): grpc.ClientUnaryCall;
  setCaller(argument: _conductor_v1_SetCallerRequest, callback: grpc.requestCallback<_conductor_v1_SetCallerResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface IdentityServiceHandlers extends grpc.UntypedServiceImplementation {
  Describe: grpc.handleUnaryCall<_conductor_v1_DescribeRequest__Output, _conductor_v1_DescribeResponse>;
  
  Renew: grpc.handleUnaryCall<_conductor_v1_RenewRequest__Output, _conductor_v1_RenewResponse>;
  
  SetCaller: grpc.handleUnaryCall<_conductor_v1_SetCallerRequest__Output, _conductor_v1_SetCallerResponse>;
  
}

export interface IdentityServiceDefinition extends grpc.ServiceDefinition {
  Describe: MethodDefinition<_conductor_v1_DescribeRequest, _conductor_v1_DescribeResponse, _conductor_v1_DescribeRequest__Output, _conductor_v1_DescribeResponse__Output>
  Renew: MethodDefinition<_conductor_v1_RenewRequest, _conductor_v1_RenewResponse, _conductor_v1_RenewRequest__Output, _conductor_v1_RenewResponse__Output>
  SetCaller: MethodDefinition<_conductor_v1_SetCallerRequest, _conductor_v1_SetCallerResponse, _conductor_v1_SetCallerRequest__Output, _conductor_v1_SetCallerResponse__Output>
}
