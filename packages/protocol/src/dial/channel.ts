import { type ChannelCredentials, Client, type ClientOptions, credentials } from '@grpc/grpc-js';
import { MESSAGE_LIMIT_BYTES } from '../limits.ts';
import type { Timing } from '../timing.ts';
import { exactTarget } from './exact-address.ts';
import { type Load, windowBytes } from './window-bytes.ts';

/** A gRPC channel to one numeric address, over a connection that it shares with no other channel. */
export interface Channel extends Disposable {
  readonly client: Client;
}

/** Opens a channel, by default without TLS and for one call; `serverName` is what TLS asks for. Disposing it leaves no socket behind. */
export function openChannel(
  host: string,
  port: number,
  timing: Timing,
  security: ChannelCredentials = credentials.createInsecure(),
  serverName: string | null = null,
  load: Load = { kind: 'lone' },
): Channel {
  const over = new AbortController();
  const { target, options } = exactTarget({ host, port, signal: over.signal });
  const named = serverName === null ? {} : { 'grpc.ssl_target_name_override': serverName };
  const client = new Client(target, security, { ...channelOptions(timing, load), ...named, ...options });
  return {
    client,
    [Symbol.dispose]() {
      client.close();
      over.abort();
    },
  };
}

function channelOptions(timing: Timing, load: Load): ClientOptions {
  return {
    'grpc-node.flow_control_window': windowBytes(load),
    // Nothing is retried behind our back; and a retry buffer makes a long stream of messages quadratic.
    'grpc.enable_retries': 0,
    'grpc.per_rpc_retry_buffer_size': 0,
    'grpc.keepalive_time_ms': timing.keepaliveMs,
    'grpc.keepalive_timeout_ms': timing.keepaliveTimeoutMs,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.max_reconnect_backoff_ms': 5_000,
    'grpc.max_receive_message_length': MESSAGE_LIMIT_BYTES,
    'grpc.max_send_message_length': MESSAGE_LIMIT_BYTES,
    'grpc.enable_http_proxy': 0,
    'grpc.service_config_disable_resolution': 1,
    'grpc.enable_channelz': 0,
    // Control and results would else share one connection, and a full results window would hold up a heartbeat.
    'grpc.use_local_subchannel_pool': 1,
  };
}
