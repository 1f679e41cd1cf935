import { systemClock } from '@conductor/types';
import { ClockReader } from '../clock/clock-reader.ts';
import { controlReplyCodec } from '../codec/control-reply.ts';
import { controlRequestCodec } from '../codec/control-request.ts';
import type { ControlConnection } from '../connection.ts';
import { converse } from '../conversation.ts';
import type { DialOptions } from '../endpoint.ts';
import type { PlayerAddress } from '../player-address.ts';
import { conductMethod } from '../wire/services.ts';
import { dialPlayer } from './dial-player.ts';

/**
 * Opens a control conversation with a player. Rejects with a ConductorError: `unreachable` (nobody answers, or
 * something that is no player; also within 6 s per address when nothing answers at all), `identity`, `version`,
 * `busy`, `protocol`; and with the signal's reason when that is aborted first.
 */
export async function dialControl(
  address: PlayerAddress,
  options: DialOptions,
  signal: AbortSignal,
): Promise<ControlConnection> {
  const call = await dialPlayer(conductMethod, address, options, signal);
  const reader = new ClockReader(call.wire, options.clock ?? systemClock);
  const conversation = converse({
    wire: call.wire,
    aside: (message) => reader.take(message),
    sending: controlRequestCodec,
    receiving: controlReplyCodec,
    isLastSent: () => false,
    isLastReceived: (reply) => reply.kind === 'player-released' || reply.kind === 'refused',
    peer: call.peer,
    side: { kind: 'caller', closingMs: call.timing.closingMs, release: call.release },
  });
  const { facts, condition, features, certified, road } = call;
  const readClock = () => reader.read();
  return Object.assign(conversation, { facts, condition, features, certified, road, readClock });
}
