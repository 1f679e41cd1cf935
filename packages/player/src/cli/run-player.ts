import { formatAddress, isLoopback } from '@conductor/protocol';
import { ConductorError, EXIT_CODES } from '@conductor/types';
import { type PlayerOptions, type RunningPlayer, startPlayer } from '../player.ts';
import { defaultStateFolder } from '../storage/state-folder.ts';
import { describeEntry } from './describe-entry.ts';
import { listeningPlace } from './listening-place.ts';
import type { PlayerOutput } from './output.ts';
import { enrollLine } from './own-lines.ts';
import type { PlayerWishes } from './with-settings.ts';

/** Internal error, as in sysexits.h. */
const EX_SOFTWARE = 70;

/** What a player has of the program that it runs in. */
export interface PlayerProgram {
  readonly version: string;
  readonly self: string;
  readonly output: PlayerOutput;
  /** Called when the player listens: what it needs is loaded. */
  readonly stayLean: () => void;
}

/** `player`: runs one until it is told to end, or has a defect. Resolves with the exit code; rejects as `startPlayer` and `listeningPlace` do. */
export async function runPlayer(wishes: PlayerWishes, program: PlayerProgram): Promise<number> {
  const { version, self, output, stayLean } = program;
  const place = await listeningPlace(wishes);
  for (const warning of [...wishes.warnings, ...place.warnings]) {
    for (const line of warning.split('\n')) output.complain(line);
  }
  const ending = listenToSignals(output);
  await using player = await startWhileWanted(ending, {
    ...place,
    version,
    self,
    insecureNetwork: wishes.insecureNetwork,
    enrollWith: enrollLine(wishes),
    stateFolder: wishes.stateFolder ?? defaultStateFolder(place.host, place.port, process.env),
    passedVariables: wishes.passedVariables,
    runAs: wishes.runAs,
    rebootCommand: wishes.rebootCommand,
    limits: wishes.limits,
    onLog: (text) => output.log(text),
    onEntry: (entry) => {
      const line = describeEntry(entry);
      if (line !== null) output.detail(line);
    },
  });
  if (!player) return EXIT_CODES.dirty;
  ending.tell = (signal) => player.leave(signal);
  if (wishes.insecureNetwork && !isLoopback(player.host))
    output.complain('INSECURE: whoever reaches this port may run commands on this host');
  const { user, containment } = player.facts;
  const identity = player.identity === null ? '' : `, ${player.identity}`;
  output.say(
    `player listening on ${formatAddress(player.host, player.port)} (user ${user}, containment ${containment}${identity})`,
  );
  stayLean();
  const defect = endAfterDefect(player, output);
  await player.left;
  return defect.seen ? EX_SOFTWARE : EXIT_CODES.passed;
}

/** A defect of the player itself is no reason to leave a host as it is: Reset is paid before it ends. */
function endAfterDefect(player: RunningPlayer, output: PlayerOutput): { seen: boolean } {
  const defect = { seen: false };
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      output.complain(`a defect of the player itself, please report it: ${reason}`);
      if (error instanceof Error) for (const line of error.stack?.split('\n') ?? []) output.detail(line);
      if (!defect.seen) player.leave('a defect');
      defect.seen = true;
    });
  }
  return defect;
}

/** What happens when the player is told to end: at first what it waits for is given up. */
interface Ending {
  tell: (signal: string) => void;
  readonly asked: AbortSignal;
}

/** From the beginning: a player that still pays what an earlier one owed may be told to end as well. */
function listenToSignals(output: PlayerOutput): Ending {
  const asked = new AbortController();
  const ending: Ending = {
    asked: asked.signal,
    tell: (signal) => asked.abort(new ConductorError('interrupted', `${signal} came before the player listened`)),
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      output.log(`${signal}: ending; what is owed is paid first`);
      ending.tell(signal);
    });
  }
  return ending;
}

/** `null` when the player was told to end while it waited for a guardian, which goes on without it. */
async function startWhileWanted({ asked }: Ending, options: PlayerOptions): Promise<RunningPlayer | null> {
  try {
    const player = await startPlayer(options, asked);
    if (asked.aborted) player.leave('a signal');
    return player;
  } catch (error) {
    if (!asked.aborted || error !== asked.reason) throw error;
    options.onLog('ended without waiting: a guardian goes on with the Reset that an earlier player owed');
    return null;
  }
}
