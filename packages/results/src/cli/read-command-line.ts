import { readDefinitions, sizeOrNone } from '@conductor/config';
import { labFolder } from '@conductor/protocol';
import { ConductorError, DEFAULT_SETTINGS } from '@conductor/types';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

/** What a person may say to a collector. */
export type CommandLine =
  | { readonly kind: 'collect'; readonly wishes: Wishes }
  /** Help or the version was asked for. */
  | { readonly kind: 'print'; readonly text: string };

/** What is to be collected, and where it goes. */
export interface Wishes {
  readonly testFile: string;
  readonly runId: string;
  /** The results directory. */
  readonly results: string;
  readonly epoch: number;
  readonly insecureNetwork: boolean;
  /** The folder with the keys of the lab. */
  readonly labFolder: string;
  /** `null`: as many as the test says. */
  readonly trials: number | null;
  /** Names, whatever their case; `null`: all of the test. */
  readonly players: readonly string[] | null;
  /** What conduct was told of cases: `size=64`. */
  readonly cases: readonly string[];
  /** What conduct was told of variables, by name. */
  readonly variables: ReadonlyMap<string, string>;
  /** What chance is made of, in a test whose order is `random`; `null`: nobody said. */
  readonly seed: number | null;
  /** What one player may bring home of a trial, in bytes; `null`: as much as the test says. */
  readonly maxResultsBytes: number | null;
  /** For how long a player, or a trial on it, may not be there. */
  readonly waitPlayersMs: number;
}

const EXAMPLES = `
Examples:
  collector conductor.cfg --run 20261123T231500Z-k3f9
                                    follows that run on the players of conductor.cfg, into results/ below here
  collector conductor.cfg --run 20261123T231500Z-k3f9 --results /storage/lab
                                    the same, into another directory; may be killed and started again at any time

conduct run --collector external prints the line of the collector that it needs. It writes a run directory of its own, in the same
form as conduct does; give it one that no conduct writes to. It may be started before the run, and late: the players keep
what nobody has fetched.

Exit codes: 0 all results of all trials are here; 2 the command line or a file is wrong; 3 a player's results could not
be had; 5 another program writes the run directory; 6 a player is not who it must be, or does not obey this collector;
130, 143, 129 interrupted, what came is kept.`;

/** Reads the command line. Throws a ConductorError `usage` that says what is wrong. */
export function readCommandLine(argv: readonly string[], version: string): CommandLine {
  let printed = '';
  const command = new Command('collector')
    .description('Brings the results of a run home from its players, on the machine that has room for them.')
    .argument('<test>', 'the test file of the run')
    .requiredOption('--run <id>', 'the run, as conduct prints it')
    .option('--results <directory>', 'where run directories are made', readFolder, DEFAULT_SETTINGS.results)
    .option('--epoch <number>', 'of the run; another than 1 after it was resumed', readCount, 1)
    .option('--trials <number>', 'when conduct was told -t', readCount)
    .option('--players <name...>', 'when conduct was told -c')
    .option('-D, --define <name=value>', 'when conduct was told -D; may be repeated', addWord)
    .option('--case <values>', 'when conduct was told --case; may be repeated', addWord)
    .option('--seed <number>', 'of a test whose order is random, as conduct prints it', readSeed)
    .option('--max-results <size>', 'what a player may bring home of a trial, instead of what the test says', readSize)
    .addOption(
      new Option('--wait-players <seconds>', 'how long a player or its next trial may not be there')
        .argParser(readSeconds)
        .default(60_000, '60'),
    )
    .addOption(
      new Option('--lab <folder>', 'the folder with the keys of the lab, as "conduct certificate collector" made it')
        .env('CONDUCTOR_LAB')
        .default(labFolder(process.env), 'conductor/lab in the folder of your settings'),
    )
    .option('--insecure-network', 'dial players that are not on this machine without TLS')
    .version(`collector ${version}`, '--version', 'print the version')
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
    throw new ConductorError('usage', `${oneLine(error.message)}; see collector --help`);
  }
  return { kind: 'collect', wishes: wishesOf(command) };
}

/** What commander says, as part of a sentence: a word that may have been meant stands on a line of its own there. */
function oneLine(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/\.$/, '')
    .replace('\n(', ' (');
}

interface Options {
  readonly run: string;
  readonly results: string;
  readonly epoch: number;
  readonly lab: string;
  readonly insecureNetwork?: true;
  readonly trials?: number;
  readonly players?: readonly string[];
  readonly define?: readonly string[];
  readonly case?: readonly string[];
  readonly seed?: number;
  readonly maxResults?: number;
  readonly waitPlayers: number;
}

function wishesOf(command: Command): Wishes {
  const options = command.opts<Options>();
  return {
    testFile: command.args[0] ?? '',
    runId: readRunId(options.run),
    results: options.results,
    epoch: options.epoch,
    labFolder: options.lab,
    insecureNetwork: options.insecureNetwork ?? false,
    trials: options.trials ?? null,
    players: options.players ?? null,
    cases: options.case ?? [],
    variables: readDefinitions(options.define ?? []),
    seed: options.seed ?? null,
    maxResultsBytes: options.maxResults ?? null,
    waitPlayersMs: options.waitPlayers,
  };
}

/** What a script passes on from a variable that is not set would be the current directory. */
function readFolder(word: string): string {
  if (word !== '') return word;
  throw new InvalidArgumentError('expected a directory');
}

/** A run id becomes the name of a folder. */
function readRunId(word: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(word)) return word;
  throw new ConductorError(
    'usage',
    `--run ${word}: expected a run id such as 20261123T231500Z-k3f9; see collector --help`,
  );
}

function readSize(word: string): number {
  const reading = sizeOrNone(word);
  if (reading.kind === 'read') return reading.value;
  throw new InvalidArgumentError(`expected ${reading.expected}`);
}

function readSeconds(word: string): number {
  if (/^\d+(\.\d+)?s?$/.test(word)) return Number.parseFloat(word) * 1000;
  throw new InvalidArgumentError('expected seconds, such as 60.');
}

function readSeed(word: string): number {
  const number = Number(word);
  if (/^\d{1,10}$/.test(word) && number < 2 ** 32) return number;
  throw new InvalidArgumentError('expected a whole number below 4294967296.');
}

function addWord(word: string, before: readonly string[] = []): readonly string[] {
  return [...before, word];
}

function readCount(word: string): number {
  const number = Number(word);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError('expected a number from 1');
}
