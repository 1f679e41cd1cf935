import { ConductorError } from '@conductor/types';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Loudness } from './output.ts';

/** What a person may say to a player. */
export interface PlayerArguments {
  readonly kind: 'run';
  /** The player file; `null` when address and port are given. */
  readonly file: string | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly logFile: string | null;
  readonly loudness: Loudness;
  readonly insecureNetwork: boolean;
  readonly stateFolder: string | null;
  readonly passedVariables: readonly string[];
}

/** Help or the version was asked for, and has been printed by the parser's caller. */
export interface PrintedText {
  readonly kind: 'print';
  readonly text: string;
}

const EXAMPLES = `
Examples:
  player dut.cfg                          listens where dut.cfg says, for whom it says
  player -b 127.0.0.1 -p 6970             listens without a file
  player -b 0.0.0.0 --insecure-network dut.cfg
                                          for a network in which you trust everybody
  player -l /var/log/player.log dut.cfg   writes what happens to a file

Exit codes: 0 ended in order, all that was owed is paid; 2 the command line, a file or the address is wrong.`;

/** Reads the command line. Throws a ConductorError `usage` that says what is wrong and what is right. */
export function readCommandLine(argv: readonly string[], version: string): PlayerArguments | PrintedText {
  let printed = '';
  const command = new Command('player')
    .description('Runs the steps of a Conductor test on this host, for whoever may command it.')
    .argument('[file]', 'player file: its [Coordinator] section says where to listen, and for whom')
    .option('-b, --bind <address>', 'address to listen on, instead of the one in the file')
    .option('-p, --port <port>', 'port to listen on, instead of the one in the file; 0 takes a free one', readPort)
    .option('-l, --log <file>', 'append what happens to this file')
    .option('-v, --verbose', 'tell more')
    .option('-q, --quiet', 'tell only what goes wrong')
    .option('--insecure-network', 'listen on an address that is not loopback without TLS')
    .option('--state-dir <folder>', 'where journals and outputs are kept until they are collected')
    .option('--pass-env <name>', 'let steps inherit this variable too; may be repeated', collect, [])
    .option('--no-color', 'accepted for the sake of scripts: a player prints no colours')
    .version(version, '--version', 'print the version')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        printed += text;
      },
      writeErr: () => undefined,
    });
  try {
    command.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'print', text: printed };
    throw new ConductorError('usage', `${error.message.replace(/^error: /, '')}; see player --help`);
  }
  return argumentsOf(command);
}

function argumentsOf(command: Command): PlayerArguments {
  const options = command.opts<{
    bind?: string;
    port?: number;
    log?: string;
    verbose?: true;
    quiet?: true;
    insecureNetwork?: true;
    stateDir?: string;
    passEnv: readonly string[];
  }>();
  return {
    kind: 'run',
    file: command.args[0] ?? null,
    host: options.bind ?? null,
    port: options.port ?? null,
    logFile: options.log ?? null,
    loudness: loudnessOf(options),
    insecureNetwork: options.insecureNetwork ?? false,
    stateFolder: options.stateDir ?? null,
    passedVariables: options.passEnv,
  };
}

function loudnessOf({ quiet, verbose }: { quiet?: true; verbose?: true }): Loudness {
  if (quiet) return 'quiet';
  return verbose ? 'verbose' : 'normal';
}

function readPort(word: string): number {
  const port = Number(word);
  if (/^\d+$/.test(word) && port <= 65_535) return port;
  throw new InvalidArgumentError('expected a number from 0 to 65535.');
}

function collect(word: string, words: readonly string[]): readonly string[] {
  return [...words, word];
}
