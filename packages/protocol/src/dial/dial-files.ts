import { deliveryFrameCodec } from '../codec/delivery-frame.ts';
import { deliveryReplyCodec } from '../codec/delivery-reply.ts';
import type { DeliveryConnection } from '../connection.ts';
import { converse } from '../conversation.ts';
import type { DialOptions } from '../endpoint.ts';
import type { PlayerAddress } from '../player-address.ts';
import { deliverMethod } from '../wire/services.ts';
import { dialPlayer } from './dial-player.ts';

/** Opens a call that brings files to a player, on a connection of its own; rejects as `dialControl` does. */
export async function dialFiles(
  address: PlayerAddress,
  options: DialOptions,
  signal: AbortSignal,
): Promise<DeliveryConnection> {
  const call = await dialPlayer(deliverMethod, address, options, signal);
  const conversation = converse({
    wire: call.wire,
    sending: deliveryFrameCodec,
    receiving: deliveryReplyCodec,
    isLastSent: () => false,
    isLastReceived: (reply) => reply.kind !== 'files-lacking',
    peer: call.peer,
    side: { kind: 'caller', closingMs: call.timing.closingMs, release: call.release },
  });
  return Object.assign(conversation, { features: call.features });
}
