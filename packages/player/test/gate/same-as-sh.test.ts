import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inheritedEnvironment } from '../../src/gate/step-environment.ts';
import { hold } from '../support/hold.ts';
import { SHELLS, shellNamedSh } from '../support/shells.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { COMMANDS } from './commands.ts';

/** What can be seen of a command from outside. */
interface Behaviour {
  readonly exit: unknown;
  readonly out: string;
  readonly err: string;
}

describe.each(SHELLS)('a gate of %s', (name) => {
  it('is not seen by the command: exit, signal, output and messages are those of sh -c', async (context) => {
    await using shell = await shellNamedSh(name);
    if (!shell) return context.skip(`missing: ${name}`);
    await using folder = await temporaryFolder();
    for (const [at, command] of COMMANDS.entries()) {
      const [held, plain] = await Promise.all([
        throughGate(folder.path, shell.path, command),
        withoutGate(join(folder.path, `plain-${at}`), shell.path, command),
      ]);
      expect(withoutNumbers(held), command).toEqual(withoutNumbers(plain));
    }
  });
});

async function throughGate(folder: string, shell: string, command: string): Promise<Behaviour> {
  const { gate, out, err } = await hold(folder, command, { shell });
  gate.open();
  const exit = await gate.exited;
  return { exit, out: out(), err: err() };
}

async function withoutGate(base: string, shell: string, command: string): Promise<Behaviour> {
  const files = [openSync(`${base}.out`, 'ax'), openSync(`${base}.err`, 'ax')] as const;
  const env = inheritedEnvironment(process.env);
  const child = spawn(shell, ['-c', command], { stdio: ['ignore', ...files], detached: true, env });
  for (const file of files) closeSync(file);
  const [code, signal] = await once(child, 'exit');
  const exit = signal === null ? { kind: 'code', code } : { kind: 'signal', signal };
  return { exit, out: readFileSync(`${base}.out`, 'latin1'), err: readFileSync(`${base}.err`, 'latin1') };
}

/** Numbers of processes differ from one to the next. */
function withoutNumbers({ exit, out, err }: Behaviour): Behaviour {
  return { exit, out, err: err.replaceAll(/\b\d{3,}\b/g, 'N') };
}
