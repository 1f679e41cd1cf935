import { type DialOptions, dialControl } from '@conductor/protocol';
import { ConductorError, type HostFacts, type PlayerCondition, type PlayerPlan } from '@conductor/types';

/** What a look at a player found. */
export type PlayerFinding =
  | {
      readonly kind: 'greeted';
      readonly player: PlayerPlan;
      readonly condition: PlayerCondition;
      readonly facts: HostFacts;
    }
  | { readonly kind: 'absent'; readonly player: PlayerPlan; readonly error: ConductorError };

/** Greets all of these players at once, hears what each is at, and hangs up: claims nothing, and disturbs nobody. */
export async function surveyPlayers(
  players: readonly PlayerPlan[],
  dialling: DialOptions,
  signal: AbortSignal,
): Promise<PlayerFinding[]> {
  return await Promise.all(players.map((player) => look(player, dialling, signal)));
}

async function look(player: PlayerPlan, dialling: DialOptions, signal: AbortSignal): Promise<PlayerFinding> {
  const { name, address: host, port } = player;
  try {
    await using connection = await dialControl({ name, host, port }, dialling, signal);
    const { condition, facts } = connection;
    return { kind: 'greeted', player, condition, facts };
  } catch (thrown) {
    signal.throwIfAborted();
    return { kind: 'absent', player, error: ConductorError.from(thrown, 'unreachable', `player "${name}"`) };
  }
}
