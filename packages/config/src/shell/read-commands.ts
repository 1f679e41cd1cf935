import { scanShell } from './scan-shell.ts';
import type { ScannedShell, ShellCommand } from './shell-command.ts';
import { type BareCommand, unwrapCommand } from './unwrap-command.ts';

/** A simple command: what it runs, without what only runs it. */
export interface ReadCommand extends Omit<ShellCommand, 'words'>, BareCommand {
  /** The first word: `ifconfig`, also of `sudo /sbin/ifconfig`; empty for assignments alone. */
  readonly name: string;
}

/** The commands in a text for the shell. */
export interface ReadShell extends Omit<ScannedShell, 'commands'> {
  readonly commands: readonly ReadCommand[];
}

const SHELLS = new Set(['sh', 'bash', 'dash', 'ksh', 'zsh']);
const MAX_DEPTH = 3;

/** Reads the commands in a text for the shell, also those behind `sudo` and in `sh -c '…'`. */
export function readCommands(text: string, depth = 0): ReadShell {
  const scanned = scanShell(text);
  const parts = scanned.commands.map((command) => readCommand(command, depth));
  return {
    commands: parts.flatMap(({ commands }) => commands),
    isWhole: scanned.isWhole && parts.every(({ isWhole }) => isWhole),
  };
}

function readCommand(command: ShellCommand, depth: number): ReadShell {
  const bare = unwrapCommand(command.words);
  const [name = ''] = bare.words;
  const inner = depth < MAX_DEPTH ? textOfShell(bare.words, command.asWritten) : undefined;
  if (inner === undefined) return { commands: [{ ...command, ...bare, name }], isWhole: true };
  const { commands, isWhole } = readCommands(inner, depth + 1);
  const around = (one: ReadCommand, at: number): ReadCommand => ({
    ...one,
    line: command.line,
    entering: [...bare.entering, ...one.entering],
    limitSeconds: one.limitSeconds ?? bare.limitSeconds,
    before: at === 0 ? command.before : one.before,
    after: at === commands.length - 1 || command.after === '&' ? command.after : one.after,
    isRepeated: one.isRepeated || command.isRepeated,
    asWritten: new Map([...ofTargets(command), ...one.asWritten]),
    redirects: at === commands.length - 1 ? [...one.redirects, ...command.redirects] : one.redirects,
  });
  return { commands: commands.map(around), isWhole };
}

/** Of the words around it a command in `sh -c '…'` has none. */
function ofTargets({ redirects, asWritten }: ShellCommand): readonly (readonly [string, string])[] {
  return redirects.flatMap(({ target }) => {
    const written = asWritten.get(target);
    return written === undefined ? [] : [[target, written] as const];
  });
}

/** What `sh -c '…'` runs. */
function textOfShell(
  [name = '', ...rest]: readonly string[],
  asWritten: ShellCommand['asWritten'],
): string | undefined {
  if (!SHELLS.has(name)) return undefined;
  const at = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  const text = at === -1 ? undefined : rest[at + 1];
  if (text === undefined || asWritten.get(text) !== `"${text}"`) return text;
  return text.replaceAll(ESCAPED, '$1');
}

/** Before these a shell takes a backslash away, in double quotes. */
const ESCAPED = /\\(["\\$`])/g;
