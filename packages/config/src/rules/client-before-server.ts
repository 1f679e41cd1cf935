import { quote } from '../diagnostics/quote.ts';
import { isBeside, type PlacedCommand, textOf } from './every-step.ts';
import { type Client, clientsOf, comparePhases, type Server, serversFor, serversOf } from './network.ts';
import type { Rule } from './rule.ts';
import { waitFor } from './wait-for.ts';

/** Finds clients that may call before their server listens: nothing between the two says that one waits for the other. */
export const clientBeforeServer: Rule = (review, say) => {
  const servers = serversOf(review);
  for (const client of clientsOf(review)) {
    const meant = serversFor(client, servers, review);
    if (client.command.isRepeated || meant.length === 0 || meant.some((server) => isEarlier(server, client))) continue;
    const [server] = meant.filter((one) => !isSequel(one, client));
    if (server === undefined || waits(client)) continue;
    say(client.step, client.command.line, {
      message: `${client.step.entry.spelling} calls ${quote(textOf(server.command))} of ${server.player.name}, ${whenOf(server, client)}`,
      found: textOf(client.command),
      suggestion: `spawn1: ${textOf(server.command)} in [Startup] of ${server.player.name}; or before the call: ${waitFor(client.call)}`,
    });
  }
};

function isEarlier(server: Server, client: Client): boolean {
  return comparePhases(server.step, client.step) < 0;
}

/** A server that has ended when the client of the same player begins is another mistake, or none. */
function isSequel(server: Server, client: Client): boolean {
  return server.player === client.player && !isBeside(server) && comparePhases(server.step, client.step) === 0;
}

function whenOf({ step, player }: Server, client: Client): string {
  if (comparePhases(step, client.step) > 0) return `which begins only in [${nameOf(step.phase)}]`;
  return player === client.player
    ? 'which may not listen yet: it is only being started'
    : 'which may not listen yet: all players begin a phase together';
}

function nameOf(phase: string): string {
  return `${phase.charAt(0).toUpperCase()}${phase.slice(1)}`;
}

/** Something before the call, in the same phase, gives the server time. */
function waits({ player, step, command }: PlacedCommand): boolean {
  const before = player.phases[step.phase].slice(0, player.phases[step.phase].indexOf(step));
  const earlier = [
    ...before.flatMap(({ commands }) => commands),
    ...step.commands.slice(0, step.commands.indexOf(command)),
  ];
  return (
    earlier.some(({ name, isRepeated }) => name === 'sleep' || isRepeated) ||
    before.some(({ step: { kind }, isWhole }) => kind === 'timeout' || kind === 'ready' || kind === 'sync' || !isWhole)
  );
}
