import { Command, Option } from 'commander';
import { COMMANDS } from './command-table.ts';
import type { CommandSpec, OptionSpec, WordSpec } from './option-spec.ts';
import { COMMON_OPTIONS } from './option-table.ts';
import { usageError } from './usage-error.ts';

/** What commander read: which command, its words, and its options by their long names. */
export interface ParsedCommand {
  readonly command: string;
  readonly words: readonly string[];
  readonly options: ParsedOptions;
}

/** Options by their long names in camel case; what was not said is absent. */
export type ParsedOptions = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** Commander's program, made of the command table. `onCommand` gets what was asked for; nothing else is done. */
export function buildProgram(version: string, onCommand: (parsed: ParsedCommand) => void): Command {
  const program = new Command('conduct')
    .description('Runs one test on many machines, starts them together, and brings the results home.')
    .usage('[options] TEST\n       conduct COMMAND [options] …')
    .version(`conduct ${version}`, '--version', 'the version')
    .helpOption('-h, --help', 'this help')
    .helpCommand(false)
    // The longest command leaves fewer columns than commander would wrap, and then wraps none.
    .configureHelp({ minWidthToWrap: 20 })
    .addHelpText('after', examplesOf(COMMANDS))
    .exitOverride();
  for (const spec of COMMANDS) program.addCommand(buildCommand(spec, onCommand));
  return program;
}

function buildCommand(spec: CommandSpec, onCommand: (parsed: ParsedCommand) => void): Command {
  const command = new Command(spec.name)
    .summary(spec.summary)
    .description(spec.description.join('\n\n'))
    .helpOption('-h, --help', 'this help')
    .addHelpText('after', examplesOf([spec]))
    .exitOverride();
  for (const word of spec.words) command.argument(argumentOf(word), word.about);
  for (const option of [...spec.options, ...COMMON_OPTIONS]) command.addOption(buildOption(option));
  return command.action(() => {
    const options: ParsedOptions = command.opts();
    for (const option of spec.options) refuseMissing(option, options);
    onCommand({ command: spec.name, words: command.args, options });
  });
}

function argumentOf({ name, isOptional, isMany }: WordSpec): string {
  const words = isMany === true ? `${name}...` : name;
  return isOptional ? `[${words}]` : `<${words}>`;
}

/** Here and not by commander, which looks for options before it looks for words. */
function refuseMissing(option: OptionSpec, options: ParsedOptions): void {
  const { long, placeholder, about, standing } = option;
  if (standing !== 'required' || options[buildOption(option).attributeName()] !== undefined) return;
  throw usageError(`${long} ${placeholder} is missing: ${about}`);
}

function buildOption(spec: OptionSpec): Option {
  const { short, long, takes, placeholder, choices, environment, standing } = spec;
  const about = standing === 'required' ? `${spec.about} (required)` : spec.about;
  const names = short === undefined ? long : `${short}, ${long}`;
  const isList = takes === 'phases' || takes === 'players';
  const value = takes === 'nothing' ? '' : ` <${placeholder}${isList ? '...' : ''}>`;
  const option = new Option(`${names}${value}`, environment ? `${about} [${environment}]` : about);
  if (standing === 'ignored') option.hideHelp();
  if (takes === 'words') option.argParser((word, before: readonly string[] = []) => [...before, word]);
  return choices ? option.choices(choices) : option;
}

function examplesOf(specs: readonly CommandSpec[]): string {
  const examples = specs.flatMap((spec) => spec.examples);
  const width = Math.max(...examples.map(({ line }) => line.length));
  const lines = examples.map(({ line, about }) => `  ${line.padEnd(width)}  ${about}`);
  return ['', 'Examples:', ...lines].join('\n');
}
