import { PHASES, type Phase } from '@conductor/types';

/** The lines of a player's phases: `{ run: ['step1: true'] }`. A phase that is absent is empty. */
export type PlayerPhases = { readonly [P in Phase]?: readonly string[] };

/** The text of a player file. */
export function playerText(port: number, phases: PlayerPhases): string {
  const sections = PHASES.flatMap((phase) => [
    `[${phase.charAt(0).toUpperCase()}${phase.slice(1)}]`,
    ...(phases[phase] ?? []),
  ]);
  return `${['[Coordinator]', 'player: 127.0.0.1', `cmdport: ${port}`, ...sections].join('\n')}\n`;
}

/** The text of a test file with short times, unless the settings say otherwise, and with a player file beside it for each name. */
export function testText(players: readonly string[], settings: readonly string[]): string {
  const names = players.map((name) => `${name}: ${name}.cfg`);
  const defaults = ['lease: 6', 'kill_grace: 1'].filter((line) => !settings.some((own) => sameKey(own, line)));
  return `${['[Test]', ...defaults, ...settings, '[Players]', ...names].join('\n')}\n`;
}

function sameKey(one: string, other: string): boolean {
  return one.split(':')[0] === other.split(':')[0];
}
