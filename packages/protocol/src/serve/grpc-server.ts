import { Server } from '@grpc/grpc-js';
import { MESSAGE_LIMIT_BYTES, STREAM_LIMIT } from '../limits.ts';
import type { Timing } from '../timing.ts';

/** The gRPC server behind the front door; it listens on nothing itself. */
export function grpcServer(timing: Timing): Server {
  return new Server({
    'grpc.keepalive_time_ms': timing.keepaliveMs,
    'grpc.keepalive_timeout_ms': timing.keepaliveTimeoutMs,
    'grpc.max_receive_message_length': MESSAGE_LIMIT_BYTES,
    'grpc.max_concurrent_streams': STREAM_LIMIT,
    'grpc.enable_channelz': 0,
  });
}

/**
 * Tells every peer that no more calls are taken; their connections close when what was on its way is there. When that
 * is, the library does not say: on Node 24 its callback comes at once, and with a stalled peer it never came.
 */
export function sayGoodbye(server: Server): void {
  server.tryShutdown(() => undefined);
}
