import { fromJSON, type MethodDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import type { CollectRequest, CollectRequest__Output } from '../gen/conductor/v1/CollectRequest.ts';
import type { CollectResponse, CollectResponse__Output } from '../gen/conductor/v1/CollectResponse.ts';
import type { ConductRequest, ConductRequest__Output } from '../gen/conductor/v1/ConductRequest.ts';
import type { ConductResponse, ConductResponse__Output } from '../gen/conductor/v1/ConductResponse.ts';
import type { DescribeRequest, DescribeRequest__Output } from '../gen/conductor/v1/DescribeRequest.ts';
import type { DescribeResponse, DescribeResponse__Output } from '../gen/conductor/v1/DescribeResponse.ts';
import type { EnrollRequest, EnrollRequest__Output } from '../gen/conductor/v1/EnrollRequest.ts';
import type { EnrollResponse, EnrollResponse__Output } from '../gen/conductor/v1/EnrollResponse.ts';
import type { RenewRequest, RenewRequest__Output } from '../gen/conductor/v1/RenewRequest.ts';
import type { RenewResponse, RenewResponse__Output } from '../gen/conductor/v1/RenewResponse.ts';
import type { SetCallerRequest, SetCallerRequest__Output } from '../gen/conductor/v1/SetCallerRequest.ts';
import type { SetCallerResponse, SetCallerResponse__Output } from '../gen/conductor/v1/SetCallerResponse.ts';
import { descriptor } from '../gen/descriptor.ts';

const definition = fromJSON(descriptor, { longs: String, enums: String, defaults: true, oneofs: true });

/** A method, with what it looks like on either side: protobuf reads more exactly than it writes. */
export type CallMethod<Request, RequestRead, Response, ResponseRead> = Pick<
  MethodDefinition<Request, Response, RequestRead, ResponseRead>,
  'path' | 'requestSerialize' | 'requestDeserialize' | 'responseSerialize' | 'responseDeserialize'
>;

/** The one method of ControlService. */
export const conductMethod = methodOf('conductor.v1.ControlService', 'Conduct') as CallMethod<
  ConductRequest,
  ConductRequest__Output,
  ConductResponse,
  ConductResponse__Output
>;

/** The one method of ResultsService. */
export const collectMethod = methodOf('conductor.v1.ResultsService', 'Collect') as CallMethod<
  CollectRequest,
  CollectRequest__Output,
  CollectResponse,
  CollectResponse__Output
>;

/** The one method of EnrollmentService. */
export const enrollMethod = methodOf('conductor.v1.EnrollmentService', 'Enroll') as CallMethod<
  EnrollRequest,
  EnrollRequest__Output,
  EnrollResponse,
  EnrollResponse__Output
>;

/** A player tells about itself. */
export const describeMethod = methodOf('conductor.v1.IdentityService', 'Describe') as CallMethod<
  DescribeRequest,
  DescribeRequest__Output,
  DescribeResponse,
  DescribeResponse__Output
>;

/** A player is given a new certificate. */
export const renewMethod = methodOf('conductor.v1.IdentityService', 'Renew') as CallMethod<
  RenewRequest,
  RenewRequest__Output,
  RenewResponse,
  RenewResponse__Output
>;

/** A player is told whom to obey. */
export const setCallerMethod = methodOf('conductor.v1.IdentityService', 'SetCaller') as CallMethod<
  SetCallerRequest,
  SetCallerRequest__Output,
  SetCallerResponse,
  SetCallerResponse__Output
>;

function methodOf(service: string, method: string): unknown {
  return (definition[service] as ServiceDefinition)[method];
}
