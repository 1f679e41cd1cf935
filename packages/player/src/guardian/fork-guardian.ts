import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ConductorError, type Exit, errnoOf, untilAborted } from '@conductor/types';
import { exitOf } from '../fork/exit-of.ts';
import type { Fork, Forked, ForkOptions } from '../fork/fork.ts';
import { forkTurn } from '../gate/fork-turn.ts';
import { GUARDIAN_FILES } from './guardian-folder.ts';

/** A guardian's process, as the player that started it talks to it. */
export interface GuardianProcess {
  /** The name under which it takes a trial over; never used again. */
  readonly name: string;
  readonly pid: number;
  /** Resolves when it has ended, however it did; never rejects. */
  readonly ended: Promise<Exit>;
  /** Says a word to it; what has ended is not told. */
  say(word: 'wipe' | 'disarm'): void;
  /** Resolves when this is its next word. Rejects when it is not, when it ends before, or on the signal. */
  hear(word: 'ready' | 'wiped', signal: AbortSignal): Promise<void>;
  /** Ends it whatever it is at, also when it was stopped. */
  kill(): void;
  /** Leaves it alone, which it takes for the death of the player. */
  letGo(): void;
  /** From here on it does not keep this process from ending. */
  unref(): void;
}

/** The script reads back for 2 s; the rest is for a host that is out of breath. */
const ANSWER_LIMIT_MS = 10_000;

/**
 * Forks a guardian in its folder, in a session of its own. Its command line is the name of the script and its own, so
 * that no `pkill -f` in a step means it by accident. Rejects with a ConductorError `storage`.
 */
export async function forkGuardian(folder: string, fork: Fork): Promise<GuardianProcess> {
  const name = randomBytes(6).toString('hex');
  await forkTurn();
  const child = await forkScript(folder, name, fork);
  const [input, output] = child.stdio as readonly [Writable, Readable];
  // The other end breaks when it is killed: its exit tells that.
  input.on('error', () => undefined);
  const words = createInterface({ input: output })[Symbol.asyncIterator]();
  return {
    name,
    pid: child.pid ?? 0,
    ended: exitOf(child),
    say: (word) => void input.write(`${word}\n`),
    async hear(word, signal) {
      const limit = AbortSignal.timeout(ANSWER_LIMIT_MS);
      const heard = await untilAborted(words.next(), AbortSignal.any([signal, limit]));
      if (heard.value !== word) throw complaint(folder, `is not ${word}`);
    },
    kill: () => void child.kill('SIGKILL'),
    letGo: () => void input.end(),
    unref() {
      child.unref();
      for (const held of [input, output]) if (held instanceof Socket) held.unref();
    },
  };
}

/** Where files cannot be executed, for example on a file system mounted so, the shell is named; `killall sh` finds it then. */
async function forkScript(folder: string, name: string, fork: Fork): Promise<Forked> {
  const script = `./${GUARDIAN_FILES.script}`;
  const complaints = openSync(join(folder, GUARDIAN_FILES.complaints), 'a');
  const options: ForkOptions = {
    cwd: folder,
    env: JSON.parse(readFileSync(join(folder, GUARDIAN_FILES.environment), 'utf8')),
    stdio: ['pipe', 'pipe', complaints],
  };
  try {
    return await spawned(fork(script, [name], options)).catch((error: unknown) => {
      if (errnoOf(error) !== 'EACCES') throw error;
      return spawned(fork('/bin/sh', [script, name], options));
    });
  } catch (error) {
    throw complaint(folder, 'cannot be forked', error);
  } finally {
    closeSync(complaints);
  }
}

async function spawned(child: Forked): Promise<Forked> {
  await once(child, 'spawn');
  return child;
}

function complaint(folder: string, what: string, cause?: unknown): ConductorError {
  const said = readFileSync(join(folder, GUARDIAN_FILES.complaints), 'utf8').trim().split('\n').at(-1);
  const reason = cause instanceof Error ? cause.message : said || 'it did not say why';
  const message = `the guardian in ${folder}, which would run Reset if the player died, ${what}: ${reason}`;
  return new ConductorError('storage', message, { cause });
}
