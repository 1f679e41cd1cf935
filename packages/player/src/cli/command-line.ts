import { ConductorError } from '@conductor/types';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { CommandLine, OutputFormat, PlayerArguments, SpoolArguments } from './arguments.ts';
import { addAudit } from './audit-command.ts';
import { AUDIT_HELP, CALLERS_HELP, DOCTOR_HELP, ENROLL_HELP, PLAYER_HELP, SPOOL_HELP } from './help-texts.ts';
import type { Loudness } from './output.ts';

/** Reads the command line. Throws a ConductorError `usage` that says what is wrong and what is right. */
export function readCommandLine(argv: readonly string[], version: string): CommandLine {
  let printed = '';
  const asked: CommandLine[] = [];
  const command = playerCommand(version, (given) => asked.push(given));
  for (const each of allOf(command)) {
    each.exitOverride().configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: () => undefined,
    });
  }
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'print', text: printed };
    throw new ConductorError('usage', `${oneLine(error.message)}; see player --help`);
  }
  return asked[0] ?? { kind: 'print', text: printed };
}

/** What commander says, as part of a sentence: a word that may have been meant stands on a line of its own there. */
function oneLine(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/\.$/, '')
    .replace('\n(', ' (');
}

/** Options of the player may stand before and after the name of a command. */
function playerCommand(version: string, ask: (given: CommandLine) => void): Command {
  const command = new Command('player')
    .description('Runs the steps of a Conductor test on this host, for whoever may command it.')
    .argument('[file]', 'player file: its [Coordinator] section says where to listen, and for whom')
    .option('-b, --bind <address>', 'address to listen on, instead of the one in the file', notEmpty)
    .option('-p, --port <port>', 'port to listen on, instead of the one in the file; 0 takes a free one', readPort)
    .option('-l, --log <file>', 'append what happens to this file', notEmpty)
    .option('-v, --verbose', 'tell more')
    .option('-q, --quiet', 'tell only what goes wrong')
    .option('--insecure-network', 'listen on an address that is not loopback without TLS, for everybody who reaches it')
    .option('--state-dir <folder>', 'where journals and outputs are kept until they are collected', notEmpty)
    .option('--pass-env <name>', 'let steps inherit this variable too; may be repeated', collect)
    .option('--run-as <user>', 'run all steps as this user; the player itself stays root', notEmpty)
    .option('--no-color', 'accepted for the sake of scripts: a player prints no colours')
    .version(`player ${version}`, '--version', 'print the version')
    .addHelpText('after', PLAYER_HELP);
  command.action((file?: string) => ask({ kind: 'run', ...argumentsOf(file, command) }));
  addDoctor(command, ask);
  addSpool(command, ask);
  addEnroll(command, ask);
  addCallers(command, ask);
  addAudit(subcommand(command, 'audit', AUDIT_HELP), ask, argumentsOf);
  return command;
}

function allOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}

function addDoctor(command: Command, ask: (given: CommandLine) => void): void {
  const doctor = subcommand(command, 'doctor', DOCTOR_HELP)
    .description('Says what is right and what is wrong with this host, and what to do about it.')
    .argument('[file]', 'player file of the player that is to run here');
  doctor.action((file?: string) => {
    const { format } = doctor.opts<{ format: OutputFormat }>();
    ask({ kind: 'doctor', ...argumentsOf(file, doctor), format });
  });
}

function addSpool(command: Command, ask: (given: CommandLine) => void): void {
  const spool = subcommand(command, 'spool', SPOOL_HELP)
    .description('Lists what is kept of runs in the state folder of a player on this host, or removes a run from it.')
    .argument('[file]', 'player file: says whose state folder it is')
    .option('--remove <run>', 'remove this run instead of listing; never one whose Reset is owed')
    .option('--settled', 'with --remove: this host is in order, also where the Reset of the run could not be paid');
  spool.action((file?: string) => {
    const { remove, settled, format } = spool.opts<{ remove?: string; settled?: true; format: OutputFormat }>();
    ask({ kind: 'spool', ...argumentsOf(file, spool), remove: removalOf(remove, settled), format });
  });
}

function addEnroll(command: Command, ask: (given: CommandLine) => void): void {
  const enroll = plainSubcommand(command, 'enroll', ENROLL_HELP)
    .description(
      'Shows the one line that makes a conductor the one who commands this player, and waits until it was used.',
    )
    .argument('[file]', 'player file of the player')
    .option('--name <name>', 'what the player is called, instead of the name of the file or the host', notEmpty);
  enroll.action((file?: string) => {
    const { name } = enroll.opts<{ name?: string }>();
    ask({ kind: 'enroll', ...argumentsOf(file, enroll), name: name ?? null });
  });
}

function addCallers(command: Command, ask: (given: CommandLine) => void): void {
  const callers = subcommand(command, 'callers', CALLERS_HELP)
    .description('Lists whom this player obeys over the network, or changes that.')
    .argument('[file]', 'player file of the player')
    .option('--allow <identity>', 'obey this conductor or collector; may be repeated', collectWords)
    .option('--revoke <identity>', 'obey it no more, also where it is connected now; may be repeated', collectWords);
  callers.action((file?: string) => {
    const {
      allow = [],
      revoke = [],
      format,
    } = callers.opts<{
      allow?: readonly string[];
      revoke?: readonly string[];
      format: OutputFormat;
    }>();
    ask({ kind: 'callers', ...argumentsOf(file, callers), allow, revoke, format });
  });
}

function subcommand(command: Command, name: string, help: string): Command {
  return plainSubcommand(command, name, help).addOption(
    new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
  );
}

function plainSubcommand(command: Command, name: string, help: string): Command {
  return command.command(name).configureHelp({ showGlobalOptions: true }).addHelpText('after', help);
}

function removalOf(runId: string | undefined, settled: true | undefined): SpoolArguments['remove'] {
  if (runId !== undefined) return { runId, isSettled: settled ?? false };
  if (settled)
    throw new ConductorError('usage', 'expected --remove with --settled: of which run?; see player spool --help');
  return null;
}

function argumentsOf(file: string | undefined, command: Command): PlayerArguments {
  const options = command.optsWithGlobals<{
    bind?: string;
    port?: number;
    log?: string;
    verbose?: true;
    quiet?: true;
    insecureNetwork?: true;
    stateDir?: string;
    passEnv?: readonly string[];
    runAs?: string;
  }>();
  return {
    file: file ?? null,
    host: options.bind ?? null,
    port: options.port ?? null,
    logFile: options.log ?? null,
    loudness: loudnessOf(options),
    insecureNetwork: options.insecureNetwork ?? false,
    stateFolder: options.stateDir ?? null,
    passedVariables: options.passEnv ?? [],
    runAs: options.runAs ?? null,
  };
}

function loudnessOf({ quiet, verbose }: { quiet?: true; verbose?: true }): Loudness {
  if (quiet) return 'quiet';
  return verbose ? 'verbose' : 'normal';
}

function readPort(word: string): number {
  const port = Number(word);
  if (/^\d+$/.test(word) && port <= 65_535) return port;
  throw new InvalidArgumentError('expected a number from 0 to 65535');
}

/** What a script passes on from a variable that is not set. */
function notEmpty(word: string): string {
  if (word !== '') return word;
  throw new InvalidArgumentError('it is empty');
}

function collectWords(word: string, words: readonly string[] = []): readonly string[] {
  return [...words, notEmpty(word)];
}

function collect(word: string, words: readonly string[] = []): readonly string[] {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(word)) return [...words, word];
  throw new InvalidArgumentError('expected the name of an environment variable, without a value');
}
