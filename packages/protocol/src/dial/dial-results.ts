import { collectorFrameCodec } from '../codec/collector-frame.ts';
import { resultsFrameCodec } from '../codec/results-frame.ts';
import type { ResultsConnection } from '../connection.ts';
import { converse } from '../conversation.ts';
import type { DialOptions } from '../endpoint.ts';
import type { PlayerAddress } from '../player-address.ts';
import { collectMethod } from '../wire/services.ts';
import { dialPlayer } from './dial-player.ts';

/**
 * Opens a results conversation with a player, on a connection of its own where none is named; rejects as `dialControl` does. After
 * `trial-end` the last acknowledgements can still be sent: disposing waits until the player has them.
 */
export async function dialResults(
  address: PlayerAddress,
  options: DialOptions,
  signal: AbortSignal,
): Promise<ResultsConnection> {
  const call = await dialPlayer(collectMethod, address, options, signal);
  const conversation = converse({
    wire: call.wire,
    sending: collectorFrameCodec,
    receiving: resultsFrameCodec,
    isLastSent: () => false,
    isLastReceived: (frame) => frame.kind === 'trial-end',
    peer: call.peer,
    side: { kind: 'caller', closingMs: call.timing.closingMs, release: call.release },
  });
  const { facts, condition, features, certified } = call;
  return Object.assign(conversation, { facts, condition, features, certified });
}
