import type { Policies } from '../control-frame.ts';
import type { Policies__Output, Policies as WirePolicies } from '../gen/conductor/v1/Policies.ts';
import { captureCodec, disconnectCodec, failureCodec } from './enums.ts';
import { malformed } from './malformed.ts';
import { fromDuration, fromUint64, toDuration, toUint64 } from './scalars.ts';

const SIGNAL_NAME = /^SIG[A-Z0-9]{1,16}$/;

export function encodePolicies(policies: Policies): WirePolicies {
  return {
    lease: toDuration(policies.leaseMs, 'lease'),
    heartbeat: toDuration(policies.heartbeatMs, 'heartbeat'),
    stepTimeout: policies.stepTimeoutMs === null ? null : toDuration(policies.stepTimeoutMs, 'step_timeout'),
    killGrace: toDuration(policies.killGraceMs, 'kill_grace'),
    maxOutputBytes: toUint64(policies.maxOutputBytes, 'max_output'),
    stopSignal: policies.stopSignal,
    capture: captureCodec.encode(policies.capture),
    onDisconnect: disconnectCodec.encode(policies.onDisconnect),
    onFailure: failureCodec.encode(policies.onFailure),
    live: policies.live,
  };
}

export function decodePolicies(wire: Policies__Output): Policies {
  if (!SIGNAL_NAME.test(wire.stopSignal)) {
    throw malformed(`expected the name of a signal, got ${JSON.stringify(wire.stopSignal.slice(0, 40))}`);
  }
  return {
    leaseMs: fromDuration(wire.lease, 'lease'),
    heartbeatMs: fromDuration(wire.heartbeat, 'heartbeat'),
    stepTimeoutMs: wire.stepTimeout ? fromDuration(wire.stepTimeout, 'step_timeout') : null,
    killGraceMs: fromDuration(wire.killGrace, 'kill_grace'),
    maxOutputBytes: fromUint64(wire.maxOutputBytes, 'max_output'),
    stopSignal: wire.stopSignal,
    capture: captureCodec.decode(wire.capture),
    onDisconnect: disconnectCodec.decode(wire.onDisconnect),
    onFailure: failureCodec.decode(wire.onFailure),
    live: wire.live,
  };
}
