import { fromJSON, type MethodDefinition, type ServiceDefinition } from '@grpc/proto-loader';
import type { CollectRequest, CollectRequest__Output } from '../gen/conductor/v1/CollectRequest.ts';
import type { CollectResponse, CollectResponse__Output } from '../gen/conductor/v1/CollectResponse.ts';
import type { ConductRequest, ConductRequest__Output } from '../gen/conductor/v1/ConductRequest.ts';
import type { ConductResponse, ConductResponse__Output } from '../gen/conductor/v1/ConductResponse.ts';
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

function methodOf(service: string, method: string): unknown {
  return (definition[service] as ServiceDefinition)[method];
}
