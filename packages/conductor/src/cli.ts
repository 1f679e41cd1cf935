import { statSync } from 'node:fs';
import { ConductorError, EXIT_CODES, visibleMessage } from '@conductor/types';
import type { ParsedCommand } from './cli/build-program.ts';
import type { Request } from './cli/parse-command-line.ts';
import { openTerminal, type Terminal } from './cli/terminal.ts';
import { errorExitCode } from './exit-code.ts';
import { conductorVersion } from './who-we-are.ts';

/**
 * The program `conduct`: does what its arguments ask for, prints, and resolves with the exit code. What a command needs is
 * loaded with that command: `--version` and `check` do without gRPC. `stayLean` is called before a run is begun or gone on with.
 */
export async function main(argv: readonly string[], stayLean: () => void = () => undefined): Promise<number> {
  const terminal = openTerminal();
  try {
    return await obey(await requestOf(argv), terminal, stayLean);
  } catch (thrown) {
    // Anything else is a defect: the launcher shows where.
    if (!(thrown instanceof ConductorError)) throw thrown;
    terminal.err.write(`conduct: ${visibleMessage(thrown)}\n`);
    return errorExitCode(thrown.code);
  }
}

/** The question that is asked most needs nobody who reads command lines. */
async function requestOf(argv: readonly string[]): Promise<Request> {
  const version = conductorVersion();
  if (argv.length === 1 && argv[0] === '--version') return { kind: 'text', text: `conduct ${version}\n` };
  const { parseCommandLine } = await import('./cli/parse-command-line.ts');
  return parseCommandLine(argv, version, isFile);
}

async function obey(request: Request, terminal: Terminal, stayLean: () => void): Promise<number> {
  switch (request.kind) {
    case 'text': {
      const { openOutput } = await import('./cli/output.ts');
      await (await openOutput(null, terminal)).write(request.text);
      return EXIT_CODES.passed;
    }
    case 'misuse':
      terminal.err.write(request.text);
      return EXIT_CODES.usage;
    case 'command':
      return await perform(request.parsed, terminal, stayLean);
    default:
      return request satisfies never;
  }
}

async function perform(
  { command, words, options }: ParsedCommand,
  terminal: Terminal,
  stayLean: () => void,
): Promise<number> {
  const { env } = process;
  const [word = null] = words;
  const { readWishes } = await import('./cli/read-wishes.ts');
  const call = { wishes: readWishes(options, env), env, terminal };
  switch (command) {
    case 'show':
      return await (await import('./cli/show-command.ts')).showCommand(word, call);
    case 'verify':
      return await (await import('./cli/verify-command.ts')).verifyCommand(word, call);
    case 'compare':
      return await (await import('./cli/compare/compare-command.ts')).compareCommand(words, options, call);
    case 'report':
      return words.length > 1 || options['failIf'] !== undefined
        ? await (await import('./cli/page/compare-page.ts')).comparePage(words, options, call)
        : await (await import('./cli/report-command.ts')).reportCommand(word, call);
    case 'status':
      return await (await import('./cli/status-command.ts')).statusCommand(word, call);
    case 'enroll':
      return await (await import('./cli/lab-command.ts')).enrollCommand(words, call);
    case 'players':
      return await (await import('./cli/players-command.ts')).playersCommand(word, call);
    case 'revoke':
      return await (await import('./cli/lab-command.ts')).revokeCommand(words, call);
    case 'certificate':
      return await (await import('./cli/lab-command.ts')).certificateCommand(words, call);
    case 'resume':
    case 'abort':
    case 'reset': {
      const { followCommand } = await import('./cli/follow-command.ts');
      stayLean();
      return await followCommand(command, word, call);
    }
    default: {
      if (command === 'check' || call.wishes.isDryRun)
        return await (await import('./cli/check-command.ts')).checkCommand(words, call);
      if (words.length > 1) {
        const { runTests } = await import('./cli/tests/run-tests.ts');
        stayLean();
        return await runTests(words, call);
      }
      const { runCommand } = await import('./cli/run-command.ts');
      stayLean();
      return await runCommand(word ?? '', call);
    }
  }
}

function isFile(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isFile() ?? false;
}
