import {
  type CertifiedParty,
  type DialOptions,
  dialControl,
  dialIdentity,
  entryFinder,
  isLoopback,
  type PlayerAddress,
  type PlayerEntry,
  playerEntries,
} from '@conductor/protocol';
import { ConductorError, type HostFacts, type PlayerCondition } from '@conductor/types';

/** A player that is looked at: one of a test, or one that is enrolled. */
export interface LookedAt {
  readonly address: PlayerAddress;
  /** What the lab knows of it; `null` when it is not enrolled. */
  readonly entry: PlayerEntry | null;
}

/** What a look at a player of the lab found. */
export type LabFinding =
  | ({ readonly kind: 'found'; readonly facts: HostFacts; readonly condition: PlayerCondition } & LookedAt & {
        /** `null` on a connection without TLS. */
        readonly certified: CertifiedParty | null;
        /** How far its wall clock is ahead of ours, and by how much that may be wrong; `null` where it was not asked. */
        readonly clock: { readonly aheadMs: number; readonly uncertainMs: number } | null;
      })
  | ({ readonly kind: 'absent'; readonly error: ConductorError } & LookedAt);

/** Players of the lab in a folder that are to be looked at, by their entries. */
export async function lookedAt(folder: string, addresses: readonly PlayerAddress[]): Promise<LookedAt[]> {
  const find = entryFinder(await playerEntries(folder).all());
  return addresses.map((address) => ({ address, entry: find(address) }));
}

/** Greets all of these players at once, hears how each is, and hangs up: claims nothing, and disturbs nobody. */
export async function surveyLab(
  players: readonly LookedAt[],
  dialling: DialOptions,
  signal: AbortSignal,
): Promise<LabFinding[]> {
  return await Promise.all(players.map((player) => look(player, dialling, signal)));
}

async function look(player: LookedAt, dialling: DialOptions, signal: AbortSignal): Promise<LabFinding> {
  const { address, entry } = player;
  try {
    const isCertified = entry !== null && !dialling.insecureNetwork && !isLoopback(address.host);
    return isCertified ? await ask(player, dialling, signal) : await greet(player, dialling, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    return { kind: 'absent', ...player, error: ConductorError.from(thrown, 'unreachable', `player "${address.name}"`) };
  }
}

async function ask(player: LookedAt, dialling: DialOptions, signal: AbortSignal): Promise<LabFinding> {
  await using connection = await dialIdentity(player.address, dialling, signal);
  const beganMs = Date.now();
  const startMs = performance.now();
  const { facts, condition, certified, wallTime } = await connection.describe(signal);
  const uncertainMs = (performance.now() - startMs) / 2;
  const clock = { aheadMs: wallTime.getTime() - (beganMs + uncertainMs), uncertainMs };
  return { kind: 'found', ...player, facts, condition, certified, clock };
}

async function greet(player: LookedAt, dialling: DialOptions, signal: AbortSignal): Promise<LabFinding> {
  await using connection = await dialControl(player.address, dialling, signal);
  const { facts, condition, certified } = connection;
  return { kind: 'found', ...player, facts, condition, certified, clock: null };
}
