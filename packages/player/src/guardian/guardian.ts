import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConductorError, type Exit, errnoOf, untilAborted } from '@conductor/types';
import { goneText } from '../storage/gone-text.ts';
import type { GuardianProcess } from './fork-guardian.ts';
import { GUARDIAN_FILES } from './guardian-folder.ts';
import { moveToken, syncToken, type Token } from './token.ts';

/** A living guardian, in the hands of the player that started it. Whoever drops it without a word makes it act. */
export interface Guardian {
  readonly pid: number;
  /** Resolves when it has ended, however it did; never rejects. If that is before `disarm`, another has to be started. */
  readonly ended: Promise<Exit>;
  /** From here on Reset is owed, also after a power cut. Called before the first command of Startup is let go. Throws a ConductorError `storage`. */
  arm(): Promise<void>;
  /** Notes the first process of a step, before the step is let go. `start` is what the process table says of it. */
  noteLeader(leader: { readonly pid: number; readonly start: string | null }): void;
  /** Kills everything that the trial started, and reads back that it is gone. Rejects on the signal. */
  wipe(signal: AbortSignal): Promise<void>;
  /**
   * Nothing is owed any more: it ends, and is killed when it does not. Called when that is on the disk. `lost`: somebody else
   * has taken the trial over. `gone`: somebody has removed its folder.
   */
  disarm(): Promise<'disarmed' | 'lost' | 'gone'>;
  /** Lets it act as if the player were dead; resolves when it has ended. The signal ends the waiting only. */
  pay(signal: AbortSignal): Promise<Exit>;
}

/** The guardian that holds a token of this kind. */
export function guardianOf(folder: string, process: GuardianProcess, held: 'loaded' | 'armed'): Guardian {
  const { pid, ended, name: holder } = process;
  let token: Token = { kind: held, holder };
  return {
    pid,
    ended,
    async arm() {
      const armed: Token = { kind: 'armed', holder };
      if (token.kind !== 'armed' && !(await moveToken(folder, token, armed))) throw takenOver(folder);
      token = armed;
      await syncToken(folder);
    },
    noteLeader: (leader) => noteLine(join(folder, GUARDIAN_FILES.groups), `${leader.pid} ${leader.start ?? '-'}\n`),
    async wipe(signal) {
      process.say('wipe');
      await process.hear('wiped', signal);
    },
    async disarm() {
      const moved = await moveToken(folder, token, { kind: 'disarmed' });
      process.say('disarm');
      process.letGo();
      await endWithin(process);
      if (moved) return 'disarmed';
      return existsSync(folder) ? 'lost' : 'gone';
    },
    async pay(signal) {
      process.letGo();
      try {
        return await untilAborted(ended, signal);
      } finally {
        process.unref();
      }
    },
  };
}

/** How long a guardian that has nothing more to do may take to end. */
const DISARMED_MS = 2_000;

/** Of one that was stopped nobody needs another word. */
async function endWithin(process: GuardianProcess): Promise<void> {
  const patience = setTimeout(() => process.kill(), DISARMED_MS);
  await process.ended;
  clearTimeout(patience);
}

/**
 * Groups are the last of the traces by which a guardian finds what it must end. A full disk may refuse one, and the folder may be gone:
 * then steps of other phases have failed at their outputs already, and Reset has to run all the same.
 */
function noteLine(file: string, line: string): void {
  try {
    appendFileSync(file, line);
  } catch (error) {
    const code = errnoOf(error) ?? '';
    if (!UNWRITABLE.includes(code)) throw error;
  }
}

const UNWRITABLE: readonly string[] = ['ENOSPC', 'EDQUOT', 'ENOENT', 'ENOTDIR', 'EROFS', 'EACCES', 'EPERM', 'EIO'];

function takenOver(folder: string): ConductorError {
  if (!existsSync(folder)) return new ConductorError('storage', goneText(folder));
  const message = `another player has taken over the trial of ${folder}; give each player a state folder of its own`;
  return new ConductorError('storage', message);
}
