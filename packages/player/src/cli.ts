import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { ConductorError, EXIT_CODES, visibleMessage } from '@conductor/types';
import type { CommandLine } from './cli/arguments.ts';
import { readCommandLine } from './cli/command-line.ts';
import type { CommandEnd } from './cli/spool.ts';
import { closeLeakedDescriptors } from './close-leaked-descriptors.ts';

/**
 * The program `player`. Resolves with its exit code: 0 when it ended in order, 2 when it could not begin. What a command
 * needs is loaded with that command. `stayLean` is called when a player listens.
 */
export async function main(argv: readonly string[], stayLean: () => void = () => undefined): Promise<number> {
  closeLeakedDescriptors();
  try {
    const version = ownVersion();
    return await perform(readCommandLine(argv, version), version, stayLean);
  } catch (error) {
    if (!(error instanceof ConductorError)) throw error;
    process.stderr.write(`player: ${visibleMessage(error)}\n`);
    return EXIT_CODES.usage;
  }
}

async function perform(asked: CommandLine, version: string, stayLean: () => void): Promise<number> {
  if (asked.kind === 'print') return print({ text: asked.text, exitCode: EXIT_CODES.passed });
  const { withSettings } = await import('./cli/with-settings.ts');
  const { stateFolderOf } = await import('./cli/state-folder-of.ts');
  switch (asked.kind) {
    case 'spool': {
      const wished = await withSettings(asked, process.env);
      const { spool } = await import('./cli/spool.ts');
      return print(await spool(await stateFolderOf(wished), wished));
    }
    case 'doctor': {
      const { doctor } = await import('./cli/doctor.ts');
      return print(await doctor(await withSettings(asked, process.env), version));
    }
    case 'audit': {
      const wished = await withSettings(asked, process.env);
      const { auditTexts } = await import('./cli/audit.ts');
      return printAll(auditTexts(await stateFolderOf(wished), wished));
    }
    case 'verify-audit': {
      const wished = await withSettings(asked, process.env);
      const { verify } = await import('./cli/audit.ts');
      return print(await verify(await stateFolderOf(wished), wished));
    }
    case 'callers': {
      const wished = await withSettings(asked, process.env);
      const { callers } = await import('./cli/callers.ts');
      return print(await callers(await stateFolderOf(wished), wished, selfName()));
    }
    case 'enroll': {
      const wished = await withSettings(asked, process.env);
      const { openOutput } = await import('./cli/output.ts');
      using output = openOutput(wished.logFile, wished.loudness);
      const { enroll } = await import('./cli/enroll.ts');
      return await enroll(wished, version, selfName(), output);
    }
    case 'run': {
      const wished = await withSettings(asked, process.env);
      const { openOutput } = await import('./cli/output.ts');
      using output = openOutput(wished.logFile, wished.loudness);
      const { runPlayer } = await import('./cli/run-player.ts');
      return await runPlayer(wished, { version, self: selfName(), output, stayLean });
    }
    default:
      return asked satisfies never;
  }
}

function print({ text, exitCode }: CommandEnd): number {
  // A reader that has gone away, as `| head` does, is no defect.
  process.stdout.on('error', () => undefined);
  process.stdout.write(text);
  return exitCode;
}

/** As fast as it is read. */
async function printAll(texts: Iterable<string>): Promise<number> {
  // A reader that has gone away, as `| head` does, is no defect.
  process.stdout.on('error', () => undefined);
  const gone = once(process.stdout, 'close');
  for (const text of texts) {
    if (process.stdout.destroyed) break;
    if (!process.stdout.write(text)) await Promise.race([once(process.stdout, 'drain'), gone]);
  }
  return EXIT_CODES.passed;
}

/** `user@host (pid 4711)`, for the messages of others. */
function selfName(): string {
  return `${userInfo().username}@${hostname()} (pid ${process.pid})`;
}

function ownVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
