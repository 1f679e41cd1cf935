import { ConductorError } from '@conductor/types';
import { beforeDeadline, interruption } from '../before-deadline.ts';
import type { DialOptions } from '../endpoint.ts';
import type { CallerCredentials } from '../greeting/credentials.ts';
import { formatAddress } from '../network-address.ts';
import type { PlayerAddress } from '../player-address.ts';
import { resolveHost } from '../resolve-host.ts';
import { DEFAULT_TIMING, type Timing } from '../timing.ts';
import { judgeAddress } from './judge-address.ts';

/** One address that is tried. */
export interface Attempt {
  readonly player: PlayerAddress;
  readonly numericHost: string;
  readonly credentials: CallerCredentials;
  /** `player "dut1" at 10.0.0.5:6970`. */
  readonly peer: string;
  readonly timing: Timing;
}

/**
 * Every address that a player's host stands for. All are judged before any is dialled, and each is dialled as the
 * number that was judged: a resolver that answers differently a moment later changes nothing.
 */
export async function attemptsAt(
  player: PlayerAddress,
  options: DialOptions,
  signal: AbortSignal,
): Promise<readonly Attempt[]> {
  const timing = { ...DEFAULT_TIMING, ...options.timing };
  const hosts = await numericHosts(player, timing, signal);
  const attempts = hosts.map(async (numericHost) => ({
    player,
    numericHost,
    credentials: await judgeAddress(player, numericHost, options),
    peer: `player "${player.name}" at ${formatAddress(numericHost, player.port)}`,
    timing,
  }));
  return await Promise.all(attempts);
}

/** What the first of these addresses gives that gives anything. Rejects with what says most, or with why it was stopped. */
export async function firstOf<Place, Found>(
  places: readonly Place[],
  tryPlace: (place: Place) => Promise<Found>,
  nameOf: (place: Place) => string,
  signal: AbortSignal,
): Promise<Found> {
  const failures: ConductorError[] = [];
  for (const place of places) {
    try {
      return await tryPlace(place);
    } catch (error) {
      if (signal.aborted) throw interruption(signal.reason);
      failures.push(ConductorError.from(error, 'unreachable', nameOf(place)));
    }
  }
  // Somebody's answer says more than nobody's.
  throw failures.find(({ code }) => code !== 'unreachable') ?? failures.at(-1);
}

/** The numbers that a player's host stands for; rejects with a ConductorError `unreachable`, or with why it was stopped. */
export async function numericHosts(
  { name, host, port }: PlayerAddress,
  { greetingMs }: Pick<Timing, 'greetingMs'>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    return await beforeDeadline(resolveHost(host), greetingMs, 'the resolver does not answer', signal);
  } catch (error) {
    if (signal.aborted) throw error;
    const message = `player "${name}" at ${formatAddress(host, port)}: no address is known for the name "${host}"`;
    throw new ConductorError('unreachable', message, { cause: error, player: name });
  }
}
