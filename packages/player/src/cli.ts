import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { formatAddress, isLoopback, printable } from '@conductor/protocol';
import { ConductorError, EXIT_CODES } from '@conductor/types';
import type { CommandLine } from './cli/arguments.ts';
import { auditTexts, verify } from './cli/audit.ts';
import { callers } from './cli/callers.ts';
import { readCommandLine } from './cli/command-line.ts';
import { describeEntry } from './cli/describe-entry.ts';
import { doctor } from './cli/doctor.ts';
import { enrolCommand } from './cli/enrol-command.ts';
import { enroll } from './cli/enroll.ts';
import { listeningPlace } from './cli/listening-place.ts';
import { openOutput, type PlayerOutput } from './cli/output.ts';
import { type CommandEnd, spool } from './cli/spool.ts';
import { stateFolderOf } from './cli/state-folder-of.ts';
import { type PlayerWishes, withSettings } from './cli/with-settings.ts';
import { closeLeakedDescriptors } from './close-leaked-descriptors.ts';
import { type PlayerOptions, type RunningPlayer, startPlayer } from './player.ts';
import { defaultStateFolder } from './storage/state-folder.ts';

/** Internal error, as in sysexits.h. */
const EX_SOFTWARE = 70;

/** The program `player`. Resolves with its exit code: 0 when it ended in order, 2 when it could not begin. */
export async function main(argv: readonly string[]): Promise<number> {
  closeLeakedDescriptors();
  try {
    const version = ownVersion();
    return await perform(readCommandLine(argv, version), version);
  } catch (error) {
    if (!(error instanceof ConductorError)) throw error;
    process.stderr.write(`player: ${messageOf(error)}\n`);
    return EXIT_CODES.usage;
  }
}

/** What others had a part in is shown, never obeyed; findings about files have lines of their own, and were made visible one by one. */
function messageOf({ code, message }: ConductorError): string {
  return code === 'config' ? message : printable(message);
}

async function perform(asked: CommandLine, version: string): Promise<number> {
  switch (asked.kind) {
    case 'print':
      return print({ text: asked.text, exitCode: EXIT_CODES.passed });
    case 'spool': {
      const wished = await withSettings(asked, process.env);
      return print(await spool(await stateFolderOf(wished), wished));
    }
    case 'doctor':
      return print(await doctor(await withSettings(asked, process.env), version));
    case 'audit': {
      const wished = await withSettings(asked, process.env);
      return printAll(auditTexts(await stateFolderOf(wished), wished));
    }
    case 'verify-audit': {
      const wished = await withSettings(asked, process.env);
      return print(await verify(await stateFolderOf(wished), wished));
    }
    case 'callers': {
      const wished = await withSettings(asked, process.env);
      return print(await callers(await stateFolderOf(wished), wished, selfName()));
    }
    case 'enroll': {
      const wished = await withSettings(asked, process.env);
      using output = openOutput(wished.logFile, wished.loudness);
      return await enroll(wished, version, selfName(), output);
    }
    case 'run': {
      const wished = await withSettings(asked, process.env);
      using output = openOutput(wished.logFile, wished.loudness);
      return await runPlayer(wished, version, output);
    }
    default:
      return asked satisfies never;
  }
}

function print({ text, exitCode }: CommandEnd): number {
  // A reader that has gone away, as `| head` does, is no defect.
  process.stdout.on('error', () => undefined);
  process.stdout.write(text);
  return exitCode;
}

/** As fast as it is read. */
async function printAll(texts: Iterable<string>): Promise<number> {
  // A reader that has gone away, as `| head` does, is no defect.
  process.stdout.on('error', () => undefined);
  const gone = once(process.stdout, 'close');
  for (const text of texts) {
    if (process.stdout.destroyed) break;
    if (!process.stdout.write(text)) await Promise.race([once(process.stdout, 'drain'), gone]);
  }
  return EXIT_CODES.passed;
}

async function runPlayer(wishes: PlayerWishes, version: string, output: PlayerOutput): Promise<number> {
  const place = await listeningPlace(wishes);
  for (const warning of [...wishes.warnings, ...place.warnings]) {
    for (const line of warning.split('\n')) output.complain(line);
  }
  const ending = listenToSignals(output);
  await using player = await startWhileWanted(ending, {
    ...place,
    version,
    self: selfName(),
    insecureNetwork: wishes.insecureNetwork,
    enrolWith: enrolCommand(wishes),
    stateFolder: wishes.stateFolder ?? defaultStateFolder(place.host, place.port, process.env),
    passedVariables: wishes.passedVariables,
    runAs: wishes.runAs,
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

/** `user@host (pid 4711)`, for the messages of others. */
function selfName(): string {
  return `${userInfo().username}@${hostname()} (pid ${process.pid})`;
}

function ownVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
