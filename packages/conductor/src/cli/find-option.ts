import { nearestWord } from '@conductor/types';
import { COMMANDS } from './command-table.ts';
import type { OptionSpec } from './option-spec.ts';
import { COMMON_OPTIONS } from './option-table.ts';
import { usageError } from './usage-error.ts';

/** An argument that begins with `-`, as the table reads it. */
export interface FoundOption {
  readonly spec: OptionSpec;
  /** What is attached: `3` in `-t3` and in `--trials=3`. */
  readonly value: string | null;
  /** The switches that are left of a cluster: `-v` in `-qv`. */
  readonly more: string | null;
}

/** Options that every command has and that the program answers by itself. */
const BUILT_IN: readonly OptionSpec[] = [
  { long: '--help', short: '-h', takes: 'nothing', about: 'this help' },
  { long: '--version', takes: 'nothing', about: 'the version' },
];

const ALL_OPTIONS: readonly OptionSpec[] = [
  ...BUILT_IN,
  ...COMMON_OPTIONS,
  ...COMMANDS.flatMap((command) => command.options),
];

/** Which option an argument is. A ConductorError of code `usage` names one that was probably meant instead. */
export function findOption(argument: string): FoundOption {
  const found = argument.startsWith('--') ? findLong(argument) : findShort(argument);
  if (found) return found;
  const [name = argument] = argument.split('=');
  const nearest = nearestWord(
    name,
    ALL_OPTIONS.map(({ long }) => long),
  );
  throw usageError(`unknown option ${name}${nearest ? `; did you mean ${nearest}?` : ''}`);
}

function findLong(argument: string): FoundOption | null {
  const [name = '', ...attached] = argument.split('=');
  const spec = ALL_OPTIONS.find(({ long, aliases = [] }) => long === name || aliases.includes(name));
  return spec ? { spec, value: attached.length > 0 ? attached.join('=') : null, more: null } : null;
}

function findShort(argument: string): FoundOption | null {
  const spec = ALL_OPTIONS.find(({ short }) => short === argument.slice(0, 2));
  const attached = argument.slice(2);
  if (!spec || attached === '') return spec ? { spec, value: null, more: null } : null;
  if (spec.takes === 'nothing') return { spec, value: null, more: `-${attached}` };
  return { spec, value: attached.replace(/^=/, ''), more: null };
}
