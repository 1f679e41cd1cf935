import type { Phase } from '@conductor/types';
import { type Call, clientOf } from '../programs/client-of.ts';
import { type Service, serverOf } from '../programs/server-of.ts';
import { everyCommand, type PlacedCommand, stepsOf } from './every-step.ts';
import type { Review, ReviewedPlayer, ReviewedStep } from './review.ts';

/** A command that serves, and what. */
export interface Server extends PlacedCommand {
  readonly service: Service;
}

/** A command that calls somebody, and whom. */
export interface Client extends PlacedCommand {
  readonly call: Call;
}

/** Every server of a test that is known as one. */
export function serversOf(review: Review): readonly Server[] {
  return [...everyCommand(review)].flatMap((placed) => {
    const service = serverOf(placed.command);
    return service === null ? [] : [{ ...placed, service }];
  });
}

/** Every client of a test that is known as one. */
export function clientsOf(review: Review): readonly Client[] {
  return [...everyCommand(review)].flatMap((placed) => {
    const call = clientOf(placed.command);
    return call === null ? [] : [{ ...placed, call }];
  });
}

/** The servers that a client may mean: of its kind and port and, where the host tells, on that player. */
export function serversFor({ call }: Client, servers: readonly Server[], review: Review): readonly Server[] {
  const meant = servers.filter(
    ({ service }) =>
      service.port !== null &&
      service.port === call.port &&
      service.transport === call.transport &&
      (service.kind === call.kind || service.kind === 'nc' || call.kind === 'nc'),
  );
  const players = review.players.filter((player) => addressesOf(player).has(call.host));
  return players.length === 0 ? meant : meant.filter(({ player }) => players.includes(player));
}

const known = new WeakMap<ReviewedPlayer, ReadonlySet<string>>();

/** The addresses of a player: where it listens, and those that its steps give to the host. */
function addressesOf(player: ReviewedPlayer): ReadonlySet<string> {
  const found = known.get(player);
  if (found !== undefined) return found;
  const given = stepsOf(player).flatMap(({ commands }) => commands.flatMap(givenAddresses));
  const addresses = new Set([player.address, ...given]);
  known.set(player, addresses);
  return addresses;
}

function givenAddresses({ name, words }: PlacedCommand['command']): string[] {
  if (name !== 'ifconfig' && name !== 'ip') return [];
  return words
    .filter((word) => /^[\da-f]*[.:][\da-f.:]+(?:\/\d+)?$/i.test(word))
    .map((word) => word.replace(/\/.*$/, ''));
}

const ORDER: readonly Phase[] = ['startup', 'run', 'collect', 'reset'];

/** Which of two steps is in an earlier phase: less than 0 for the first. */
export function comparePhases(one: ReviewedStep, other: ReviewedStep): number {
  return ORDER.indexOf(one.phase) - ORDER.indexOf(other.phase);
}
