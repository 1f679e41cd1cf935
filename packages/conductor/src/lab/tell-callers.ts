import { type CallerEntry, type DialOptions, dialIdentity, type PlayerEntry, playerEntries } from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { missingChanges } from './missing-changes.ts';
import { placeOfPlayer } from './place-of-player.ts';

/** A player that was not told. */
export interface NotTold {
  readonly player: PlayerEntry;
  readonly error: ConductorError;
}

/** Tells every player of a lab how a caller stands from now on; returns those that did not hear it. */
export async function tellCallers(
  folder: string,
  caller: CallerEntry,
  dialling: DialOptions,
  signal: AbortSignal,
): Promise<NotTold[]> {
  const players = (await playerEntries(folder).all()).filter(({ revoked }) => revoked === null);
  const told = await Promise.all(players.map((player) => tell(player, caller, dialling, signal)));
  return told.filter((one) => one !== null);
}

async function tell(
  player: PlayerEntry,
  caller: CallerEntry,
  dialling: DialOptions,
  signal: AbortSignal,
): Promise<NotTold | null> {
  const { name, address } = player;
  try {
    await using connection = await dialIdentity({ name, ...placeOfPlayer(address) }, dialling, signal);
    for (const change of missingChanges(caller, connection.found.callers, true)) {
      await connection.setCaller(change, signal);
    }
    return null;
  } catch (thrown) {
    signal.throwIfAborted();
    return { player, error: ConductorError.from(thrown, 'unreachable', `player "${name}" at ${address}`) };
  }
}
