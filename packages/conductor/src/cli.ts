import { statSync } from 'node:fs';
import { visibleText } from '@conductor/report';
import { ConductorError, EXIT_CODES } from '@conductor/types';
import type { ParsedCommand } from './cli/build-program.ts';
import { checkCommand } from './cli/check-command.ts';
import { compareCommand } from './cli/compare/compare-command.ts';
import { followCommand } from './cli/follow-command.ts';
import { certificateCommand, enrollCommand, revokeCommand } from './cli/lab-command.ts';
import { openOutput } from './cli/output.ts';
import { parseCommandLine, type Request } from './cli/parse-command-line.ts';
import { playersCommand } from './cli/players-command.ts';
import { readWishes } from './cli/read-wishes.ts';
import { runCommand } from './cli/run-command.ts';
import { showCommand } from './cli/show-command.ts';
import { statusCommand } from './cli/status-command.ts';
import { openTerminal, type Terminal } from './cli/terminal.ts';
import { errorExitCode } from './exit-code.ts';
import { conductorVersion } from './who-we-are.ts';

/** The program `conduct`: does what its arguments ask for, prints, and resolves with the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = openTerminal();
  try {
    return await obey(parseCommandLine(argv, conductorVersion(), isFile), terminal);
  } catch (thrown) {
    // Anything else is a defect: the launcher shows where.
    if (!(thrown instanceof ConductorError)) throw thrown;
    terminal.err.write(`conduct: ${messageOf(thrown)}\n`);
    return errorExitCode(thrown.code);
  }
}

/** What others had a part in is shown, never obeyed; findings about files have lines of their own, and were made visible one by one. */
function messageOf({ code, message }: ConductorError): string {
  return code === 'config' ? message : visibleText(message);
}

async function obey(request: Request, terminal: Terminal): Promise<number> {
  switch (request.kind) {
    case 'text':
      await (await openOutput(null, terminal)).write(request.text);
      return EXIT_CODES.passed;
    case 'misuse':
      terminal.err.write(request.text);
      return EXIT_CODES.usage;
    case 'command':
      return await perform(request.parsed, terminal);
    default:
      return request satisfies never;
  }
}

async function perform({ command, words, options }: ParsedCommand, terminal: Terminal): Promise<number> {
  const { env } = process;
  const [word = null] = words;
  const call = { wishes: readWishes(options, env), env, terminal };
  switch (command) {
    case 'show':
      return await showCommand(word, call);
    case 'compare':
      return await compareCommand(words, options, call);
    case 'status':
      return await statusCommand(word, call);
    case 'enroll':
      return await enrollCommand(words, call);
    case 'players':
      return await playersCommand(word, call);
    case 'revoke':
      return await revokeCommand(words, call);
    case 'certificate':
      return await certificateCommand(words, call);
    case 'resume':
    case 'abort':
    case 'reset':
      return await followCommand(command, word, call);
    default: {
      const obeyed = command === 'check' || call.wishes.isDryRun ? checkCommand : runCommand;
      return await obeyed(word ?? '', call);
    }
  }
}

function isFile(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isFile() ?? false;
}
