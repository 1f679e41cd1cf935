import { quote } from '../diagnostics/quote.ts';
import { isSamePlace } from '../shell/unwrap-command.ts';
import { isBeside, textOf } from './every-step.ts';
import { comparePhases, type Server, serversOf } from './network.ts';
import type { Rule } from './rule.ts';

/** Finds two servers that are to listen on one port of one host at the same time, and servers on a port of a player. */
export const portTwice: Rule = (review, say) => {
  const servers = serversOf(review).filter(({ service }) => service.port !== null);
  for (const [at, server] of servers.entries()) {
    const { service, step, command } = server;
    const owner = review.players.find((player) => takesPort(player, server));
    const twin = servers.slice(0, at).find((other) => isTwin(other, server));
    if (owner === undefined && twin === undefined) continue;
    const holder =
      owner === undefined ? quote(textOf(twin?.command ?? command)) : `the player ${owner.name} itself (cmdport)`;
    say(step, command.line, {
      message: `${step.entry.spelling} listens on port ${service.port}, where ${holder} listens already`,
      found: textOf(command),
      suggestion: 'another port for one of the two',
    });
  }
};

function takesPort({ address, port }: Server['player'], { player, service, command }: Server): boolean {
  const isHere = address === player.address && command.entering.length === 0;
  return isHere && port === service.port && service.transport === 'tcp' && service.bound === null;
}

function isTwin(other: Server, server: Server): boolean {
  return (
    other.player.address === server.player.address &&
    isSamePlace(other.command, server.command) &&
    other.service.port === server.service.port &&
    other.service.transport === server.service.transport &&
    (other.service.bound === server.service.bound || other.service.bound === null || server.service.bound === null) &&
    liveTogether(other, server)
  );
}

/** Two of one phase, unless the first has ended before the second begins; and what is spawned in Startup lives on. */
function liveTogether(first: Server, second: Server): boolean {
  const order = comparePhases(first.step, second.step);
  if (order === 0) return first.player !== second.player || isBeside(first);
  const earlier = order < 0 ? first : second;
  return earlier.step.phase === 'startup' && isBeside(earlier);
}
