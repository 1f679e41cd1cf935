import {
  ConductorError,
  formatPlace,
  type LeftOutPlayer,
  leftOutText,
  type OnlyStartup,
  type PlayerPlan,
  systemText,
  type Test,
} from '@conductor/types';
import { formatPlayer } from './course/player-state.ts';
import { type Greeting, greetPlayers } from './greet-players.ts';
import { narrowTest } from './narrow-test.ts';
import { startsOn } from './starts-on.ts';

/** A player that takes part on some systems only. */
type Conditional = PlayerPlan & { readonly only: OnlyStartup };

/**
 * The test without the players whose hosts are of other systems than their files ask for, which are asked now. Who does not answer stays:
 * the run waits for it, and looks again. A ConductorError of code `config` when nobody is left, or two that are one player take part.
 */
export async function leaveOut(test: Test, greeting: Greeting, signal: AbortSignal): Promise<Test> {
  const conditional = test.players.filter(isConditional);
  if (conditional.length === 0) return test;
  const systems = await systemsOf(conditional, greeting, signal);
  const leftOut = conditional.flatMap((player) => leftOutOf(player, systems.get(player.name)));
  if (leftOut.length === 0) return refuseTwins(test, systems);
  const isOut = ({ name }: PlayerPlan) => leftOut.some((player) => player.name === name);
  const players = test.players.filter((player) => !isOut(player));
  if (players.length === 0) throw nobodyLeft(test, leftOut);
  const names = players.map(({ name }) => name);
  const narrowed = narrowTest(withoutChecksOf(leftOut, test), { players: names, phases: null, trials: null });
  return refuseTwins({ ...narrowed, leftOut }, systems);
}

function isConditional(player: PlayerPlan): player is Conditional {
  return player.only !== undefined;
}

/** By the names of the players that answered. */
async function systemsOf(
  players: readonly PlayerPlan[],
  greeting: Greeting,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const findings = await greetPlayers(players, greeting, signal);
  return new Map(
    findings.flatMap((finding) =>
      finding.kind === 'greeted' ? [[finding.player.name, systemText(finding.facts)] as const] : [],
    ),
  );
}

function leftOutOf({ name, file, address, port, only }: Conditional, system: string | undefined): LeftOutPlayer[] {
  return system === undefined || startsOn(only, system) ? [] : [{ name, file, address, port, only, system }];
}

/** What only the file of a player that is out says of a metric judges nobody else's. */
function withoutChecksOf(leftOut: readonly LeftOutPlayer[], test: Test): Test {
  const kept = new Set(
    test.players.filter(({ name }) => !leftOut.some((out) => out.name === name)).map(({ file }) => file),
  );
  const files = new Set(leftOut.map(({ file }) => file).filter((file) => !kept.has(file)));
  const mayJudge = ({ place }: Test['checks'][number]) => !files.has(place.file);
  return { ...test, checks: test.checks.filter(mayJudge) };
}

function nobodyLeft({ file }: Test, leftOut: readonly LeftOutPlayer[]): ConductorError {
  const reasons = leftOut.map((player) => `${player.name}: ${leftOutText(player)}`);
  return new ConductorError('config', `no player of ${file} takes part:\n${reasons.join('\n')}`);
}

/** Two players of one host are one player with two files. */
function refuseTwins(test: Test, systems: ReadonlyMap<string, string>): Test {
  const conditional = test.players.filter(isConditional);
  for (const player of conditional) {
    const { name, address, port, only } = player;
    const system = systems.get(name);
    const twin = conditional.find((other) => other !== player && other.address === address && other.port === port);
    if (twin === undefined || system === undefined) continue;
    const places = `${formatPlace(only.place)} and ${formatPlace(twin.only.place)}`;
    const message = `${name} and ${twin.name} are one player, ${formatPlayer(player)}, and both start on ${system}: let one of the patterns in ${places} leave it to the other`;
    throw new ConductorError('config', message, { player: name });
  }
  return test;
}
