import { fromJSON, type MethodDefinition } from '@grpc/proto-loader';
import type { ControlServiceDefinition } from '../gen/conductor/v1/ControlService.ts';
import type { EnrollmentServiceDefinition } from '../gen/conductor/v1/EnrollmentService.ts';
import type { IdentityServiceDefinition } from '../gen/conductor/v1/IdentityService.ts';
import type { ResultsServiceDefinition } from '../gen/conductor/v1/ResultsService.ts';
import { descriptor } from '../gen/descriptor.ts';

/** A method, with what it looks like on either side: protobuf reads more exactly than it writes. */
export type CallMethod<Request, RequestRead, Response, ResponseRead> = Pick<
  MethodDefinition<Request, Response, RequestRead, ResponseRead>,
  'path' | 'requestSerialize' | 'requestDeserialize' | 'responseSerialize' | 'responseDeserialize'
>;

/** What the generated types say of the services of the descriptor. */
interface Services {
  readonly 'conductor.v1.ControlService': ControlServiceDefinition;
  readonly 'conductor.v1.ResultsService': ResultsServiceDefinition;
  readonly 'conductor.v1.EnrollmentService': EnrollmentServiceDefinition;
  readonly 'conductor.v1.IdentityService': IdentityServiceDefinition;
}

const loaded: unknown = fromJSON(descriptor, { longs: String, enums: String, defaults: true, oneofs: true });
// Both were generated from the same files, which a check compares.
const services = loaded as Services;

/** The one method of ControlService. */
export const { Conduct: conductMethod } = services['conductor.v1.ControlService'];

/** The one method of ResultsService. */
export const { Collect: collectMethod } = services['conductor.v1.ResultsService'];

/** The one method of EnrollmentService. */
export const { Enroll: enrollMethod } = services['conductor.v1.EnrollmentService'];

/** A player tells about itself, is given a new certificate, and is told whom to obey. */
export const {
  Describe: describeMethod,
  Renew: renewMethod,
  SetCaller: setCallerMethod,
} = services['conductor.v1.IdentityService'];
