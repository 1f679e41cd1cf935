import { ConductorError } from '@conductor/types';
import { type Command, CommanderError } from 'commander';
import { unknownWord } from '../unknown-word.ts';
import { buildProgram, type ParsedCommand } from './build-program.ts';
import { COMMANDS, commandOf } from './command-table.ts';
import { normaliseArgv } from './normalise-argv.ts';

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'command'; readonly parsed: ParsedCommand }
  /** Help or the version: for standard output. */
  | { readonly kind: 'text'; readonly text: string }
  /** It makes no sense: for standard error. */
  | { readonly kind: 'misuse'; readonly text: string };

/** Reads a command line. Prints nothing and does nothing. `isFile` tells whether a word names an existing file. */
export function parseCommandLine(argv: readonly string[], version: string, isFile: (word: string) => boolean): Request {
  const requests: Request[] = [];
  const printed: string[] = [];
  const program = buildProgram(version, (parsed) => requests.push({ kind: 'command', parsed }));
  const write = (text: string) => printed.push(text);
  for (const command of [program, ...program.commands]) command.configureOutput({ writeOut: write, writeErr: write });
  let words: readonly string[] = [];
  try {
    words = plainArgv(argv, isFile);
    program.parse([...words], { from: 'user' });
  } catch (thrown) {
    if (thrown instanceof ConductorError) return { kind: 'misuse', text: `conduct: ${thrown.message}\n` };
    if (!(thrown instanceof CommanderError)) throw thrown;
    const text = printed.join('');
    return thrown.exitCode === 0
      ? { kind: 'text', text }
      : { kind: 'misuse', text: misuse(thrown, text, helpOf(words, program)) };
  }
  return requests[0] ?? { kind: 'misuse', text: program.helpInformation() };
}

/** The command line as commander is to see it: the command first, its options, then the words. */
function plainArgv(argv: readonly string[], isFile: (word: string) => boolean): string[] {
  if (argv[0] === 'help') return helpArgv(argv[1]);
  const { command, options, words } = normaliseArgv(argv, isFile);
  if (options.includes('--version')) return ['--version'];
  if (command === null && options.includes('--help')) return ['--help'];
  return [command ?? 'run', ...options, '--', ...words];
}

function helpArgv(command: string | undefined): string[] {
  if (command === undefined) return ['--help'];
  const known = COMMANDS.map(({ name }) => name);
  if (!commandOf(command)) throw unknownWord(command, 'command', known);
  return [command, '--help'];
}

/** What commander said, as we say it; where no file was given, with the help that says what could be. */
function misuse({ code }: CommanderError, text: string, help: string): string {
  if (code === 'commander.missingArgument') {
    const [, name = 'TEST'] = /'([A-Z:]+)'/.exec(text) ?? [];
    return `conduct: no ${MISSING[name] ?? name} given\n\n${help}`;
  }
  return text.replace(/^error: /, 'conduct: ');
}

/** Of the command that was named; `run` need not be, and whoever says nothing at all looks for the commands. */
function helpOf([name]: readonly string[], program: Command): string {
  const named = program.commands.find((command) => command.name() === name);
  return (named === undefined || name === 'run' ? program : named).helpInformation();
}

/** What is missing where nothing is said, as people call it. */
const MISSING: Readonly<Record<string, string>> = { TEST: 'test file', RUN: 'run' };
