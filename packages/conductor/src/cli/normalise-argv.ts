import { nearestWord } from '@conductor/types';
import { COMMANDS, commandOf } from './command-table.ts';
import { findOption } from './find-option.ts';
import { readPhases, splitPhases } from './read-phases.ts';
import { usageError } from './usage-error.ts';

/** A command line without ambiguities. */
export interface NormalArgv {
  /** `null` when none is named and there is nothing to run. */
  readonly command: string | null;
  /** `--trials=3`, `--phases=startup`: one value each, by their long names. */
  readonly options: readonly string[];
  /** The test file, the run, or what else the command wants. */
  readonly words: readonly string[];
}

const COMMAND_NAMES = COMMANDS.map(({ name }) => name);

interface Reading {
  readonly rest: string[];
  readonly options: string[];
  words: string[];
  /** What stood behind `-c`. The last of it may be the test file, which is known only at the end. */
  players: string[];
  readonly isFile: (word: string) => boolean;
}

/**
 * Brings a command line into a form in which no option swallows the test file: `-p` takes words as long as they are
 * phases, `-c` takes words up to the last one that is a file, unless the test is given elsewhere. `conduct TEST` becomes
 * `conduct run TEST`. `isFile` tells whether a word names an existing file.
 */
export function normaliseArgv(argv: readonly string[], isFile: (word: string) => boolean): NormalArgv {
  const reading: Reading = { rest: [...argv], options: [], words: [], players: [], isFile };
  for (let next = reading.rest.shift(); next !== undefined; next = reading.rest.shift()) {
    if (next === '--') reading.words.push(...reading.rest.splice(0));
    else if (isOption(next)) readOption(reading, next);
    else reading.words.push(next);
  }
  const command = takeCommand(reading);
  if (reading.words.length === 0) takeTestFromPlayers(reading);
  refuseFurtherWords(command, reading.words);
  const players = reading.players.flatMap((names) => names.split(',')).map((name) => `--players=${name}`);
  return { command, options: [...reading.options, ...players], words: reading.words };
}

function isOption(argument: string): boolean {
  return argument.startsWith('-') && argument !== '-';
}

function readOption(reading: Reading, argument: string): void {
  const { spec, value, more } = findOption(argument);
  if (more !== null) reading.rest.unshift(more);
  switch (spec.takes) {
    case 'nothing':
      reading.options.push(value === null ? spec.long : argument);
      return;
    case 'word':
    case 'words': {
      const word = value ?? reading.rest.shift();
      if (!word) throw usageError(`${argument} needs a value: ${spec.placeholder}`);
      reading.options.push(`${spec.long}=${word}`);
      return;
    }
    case 'phases': {
      const phases = value === null ? readPhases(reading.rest, reading.isFile) : splitPhases(value);
      reading.options.push(...phases.map((phase) => `${spec.long}=${phase}`));
      return;
    }
    case 'players':
      reading.players.push(...(value === null ? takePlayers(reading.rest, argument) : [value]));
      return;
    default:
      spec.takes satisfies never;
  }
}

function takePlayers(rest: string[], argument: string): string[] {
  const end = rest.findIndex(isOption);
  const names = rest.splice(0, end === -1 ? rest.length : end);
  if (names.length === 0) throw usageError(`${argument} needs at least one player`);
  return names;
}

function takeCommand(reading: Reading): string | null {
  const [first] = reading.words;
  if (first === undefined) return reading.players.length > 0 ? 'run' : null;
  if (!commandOf(first)) {
    refuseMisspelt(first, reading);
    return 'run';
  }
  reading.words = reading.words.slice(1);
  return first;
}

/** A word that is no file, and nearly a command, is not looked for as a test. */
function refuseMisspelt(word: string, { isFile, words }: Reading): void {
  const nearest = isFile(word) ? undefined : nearestWord(word, COMMAND_NAMES);
  if (nearest === undefined) return;
  throw usageError(
    `"${word}" is neither a command nor a file; did you mean "conduct ${[nearest, ...words.slice(1)].join(' ')}"?`,
  );
}

function takeTestFromPlayers(reading: Reading): void {
  const at = reading.players.findLastIndex(reading.isFile);
  if (at === -1) return;
  reading.words = reading.players.slice(at);
  reading.players = reading.players.slice(0, at);
  if (at === 0) throw usageError('-c needs at least one player');
}

function refuseFurtherWords(command: string | null, words: readonly string[]): void {
  if (words.includes('')) throw usageError('the name of a file or run is empty; is a variable of a script not set?');
  const spec = commandOf(command ?? 'run');
  const surplus = words[spec?.words.length ?? 1];
  if (spec === undefined || surplus === undefined || spec.words.at(-1)?.isMany) return;
  const wanted = spec.words.map(({ name }) => name).join(' ');
  throw usageError(`conduct ${spec.name} takes ${wanted}, and here is one word more: "${surplus}"`);
}
