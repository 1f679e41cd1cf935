import protobuf from 'protobufjs/light.js';
import type { ControlServiceDefinition } from '../gen/conductor/v1/ControlService.ts';
import type { EnrollmentServiceDefinition } from '../gen/conductor/v1/EnrollmentService.ts';
import type { FilesServiceDefinition } from '../gen/conductor/v1/FilesService.ts';
import type { IdentityServiceDefinition } from '../gen/conductor/v1/IdentityService.ts';
import type { ResultsServiceDefinition } from '../gen/conductor/v1/ResultsService.ts';
import { descriptor } from '../gen/descriptor.ts';
import { AnswerWriter, noteCopy } from './answer-writer.ts';

/** A method, with what it looks like on either side: protobuf reads more exactly than it writes. */
export interface CallMethod<Request, RequestRead, Response, ResponseRead> {
  readonly path: string;
  readonly requestSerialize: (request: Request) => Buffer;
  readonly requestDeserialize: (bytes: Buffer) => RequestRead;
  readonly responseSerialize: (response: Response) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => ResponseRead;
}

/** The methods of a service, by what the generated types say of it. */
type Methods<Definition> = {
  readonly [Name in keyof Definition]: Definition[Name] extends CallMethod<infer A, infer B, infer C, infer D>
    ? CallMethod<A, B, C, D>
    : never;
};

/** How messages are read; the generated types are made with the same. */
const READING = { longs: String, enums: String, defaults: true, oneofs: true } as const;

/** Made with the first message: whoever only listens does not wait for it. */
let contract: protobuf.Root | null = null;

/** The one method of ControlService. */
export const conductMethod = methodsOf<ControlServiceDefinition>('ControlService', ['Conduct']).Conduct;

/** The one method of ResultsService. */
export const collectMethod = methodsOf<ResultsServiceDefinition>('ResultsService', ['Collect']).Collect;

/** The one method of FilesService. */
export const deliverMethod = methodsOf<FilesServiceDefinition>('FilesService', ['Deliver']).Deliver;

/** The one method of EnrollmentService. */
export const enrollMethod = methodsOf<EnrollmentServiceDefinition>('EnrollmentService', ['Enroll']).Enroll;

/** A player tells about itself, is given a new certificate, and is told whom to obey. */
export const {
  Describe: describeMethod,
  Renew: renewMethod,
  SetCaller: setCallerMethod,
} = methodsOf<IdentityServiceDefinition>('IdentityService', ['Describe', 'Renew', 'SetCaller']);

function methodsOf<Definition>(service: string, names: readonly (keyof Definition & string)[]): Methods<Definition> {
  const methods: unknown = Object.fromEntries(names.map((name) => [name, methodOf(service, name)]));
  // Types and descriptor were generated from the same files, which a check compares.
  return methods as Methods<Definition>;
}

function methodOf(service: string, name: string): CallMethod<object, object, object, object> {
  const request = codecOf(() => methodIn(service, name).resolvedRequestType);
  const response = codecOf(() => methodIn(service, name).resolvedResponseType);
  return {
    path: `/conductor.v1.${service}/${name}`,
    requestSerialize: request.write,
    requestDeserialize: request.read,
    responseSerialize: response.writeAnswer,
    responseDeserialize: response.read,
  };
}

function codecOf(find: () => protobuf.Type | null) {
  let found: protobuf.Type | null = null;
  const type = (): protobuf.Type => {
    found ??= find();
    if (found === null) throw new Error('a method of the contract has a message that is not in it');
    return found;
  };
  return {
    write: (message: object): Buffer => bytesOf(type().encode(type().fromObject(message))),
    writeAnswer: (message: object): Buffer =>
      noteCopy(message, bytesOf(type().encode(type().fromObject(message), new AnswerWriter()))),
    read: (bytes: Buffer): object => type().toObject(type().decode(bytes), READING),
  };
}

function bytesOf(written: protobuf.Writer): Buffer {
  const { buffer, byteOffset, byteLength } = written.finish();
  return Buffer.from(buffer, byteOffset, byteLength);
}

function methodIn(service: string, name: string): protobuf.Method {
  contract ??= protobuf.Root.fromJSON(descriptor);
  const method = contract.lookupService(`conductor.v1.${service}`).methods[name];
  if (method === undefined) throw new Error(`${service} of the contract has no method ${name}`);
  return method;
}
