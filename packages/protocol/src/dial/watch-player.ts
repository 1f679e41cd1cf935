import { type Clock, ConductorError, systemClock } from '@conductor/types';
import type { CertifiedParty } from '../certificates/read-certificate.ts';
import type { LabAccess } from '../identity/lab-access.ts';
import { onAbort } from '../on-abort.ts';
import type { PlayerAddress } from '../player-address.ts';
import type { Timing } from '../timing.ts';
import type { WireStream } from '../wire/wire-stream.ts';
import { objectionTo } from './judge-player.ts';

/** A player that answered, and who says whether it still may. */
export interface WatchedPlayer {
  readonly player: PlayerAddress;
  /** `player "dut1" at 10.0.0.5:6970`. */
  readonly peer: string;
  readonly timing: Timing;
  /** Who it is; `null` without TLS, where there is nothing to watch. */
  readonly certified: CertifiedParty | null;
  readonly lab: LabAccess | null | undefined;
  readonly clock: Clock | undefined;
}

/**
 * Asks the lab again and again while a connection is open whether its player may still answer, since TLS never does; cuts it
 * with an error `identity` when not, or when the lab cannot be asked.
 */
export function watchPlayer(watched: WatchedPlayer, wire: Pick<WireStream<unknown, unknown>, 'closed' | 'cut'>): void {
  const { player, peer, timing, certified, lab } = watched;
  if (certified === null || !lab) return;
  const look = async (): Promise<void> => {
    const objection = await objectionNow(watched, certified, lab);
    if (wire.closed.aborted) return;
    if (objection === null) timer = lookLater();
    else wire.cut(new ConductorError('identity', `${peer}: ${objection}`, { player: player.name }));
  };
  const lookLater = () => setTimeout(() => void look(), timing.recheckMs).unref();
  let timer = lookLater();
  onAbort(wire.closed, () => clearTimeout(timer));
}

/** Never rejects: a lab that cannot be asked lets nobody answer. */
async function objectionNow(
  { player, clock = systemClock }: WatchedPlayer,
  certified: CertifiedParty,
  lab: LabAccess,
): Promise<string | null> {
  try {
    return objectionTo(certified, await lab.expectPlayer(player), clock.now());
  } catch (error) {
    return ConductorError.from(error, 'identity', 'the lab cannot be asked').message;
  }
}
