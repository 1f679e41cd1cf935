import type { ServerDuplexStream, ServerUnaryCall } from '@grpc/grpc-js';
import { certifiedParty } from '../certificates/read-certificate.ts';
import { formatAddress, splitAddress } from '../network-address.ts';
import type { Visitor } from './listener-demand.ts';

/**
 * Who makes a call: the certificate is that of the very connection that the call came over, and only there if the lab's
 * authority has signed it. To be asked when the call begins: of a connection that is closed nothing is known.
 */
export function visitorOf(call: Pick<AnyCall, 'getPeer' | 'getAuthContext'>): Visitor {
  const certificate = call.getAuthContext()?.sslPeerCertificate;
  const { host, port } = splitAddress(call.getPeer());
  return {
    host,
    address: formatAddress(host, port),
    certified: certificate === undefined ? null : certifiedParty(certificate.raw),
  };
}

type AnyCall = ServerDuplexStream<unknown, unknown> | ServerUnaryCall<unknown, unknown>;
